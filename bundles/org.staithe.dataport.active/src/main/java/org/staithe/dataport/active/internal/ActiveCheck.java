// SPDX-License-Identifier: Apache-2.0
package org.staithe.dataport.active.internal;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.util.converter.Converters;
import org.staithe.config.ConfigurationCheck;
import org.staithe.config.Problem;

/** Refuses what {@link ActivePorts} would refuse, before it is stored. */
@Component(property = ConfigurationCheck.PIDS + "=org.staithe.dataport.active")
public final class ActiveCheck implements ConfigurationCheck {

    @Override
    public List<Problem> problems(String pid, Map<String, ?> values) {
        ActiveSettings.of(Converters.standardConverter().convert(values).to(ActivePorts.Config.class));
        return List.of();
    }
}
