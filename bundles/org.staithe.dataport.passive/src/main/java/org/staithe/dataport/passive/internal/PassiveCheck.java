// SPDX-License-Identifier: Apache-2.0
package org.staithe.dataport.passive.internal;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.util.converter.Converters;
import org.staithe.config.ConfigurationCheck;
import org.staithe.config.Problem;

/** Refuses what {@link PassivePorts} would refuse, before it is stored. */
@Component(property = ConfigurationCheck.PIDS + "=org.staithe.dataport.passive")
public final class PassiveCheck implements ConfigurationCheck {

    @Override
    public List<Problem> problems(String pid, Map<String, ?> values) {
        PassiveSettings.of(Converters.standardConverter().convert(values).to(PassivePorts.Config.class));
        return List.of();
    }
}
