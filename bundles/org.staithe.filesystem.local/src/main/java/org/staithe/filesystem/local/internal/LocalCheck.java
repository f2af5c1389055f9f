// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.util.converter.Converters;
import org.staithe.config.ConfigurationCheck;
import org.staithe.config.Problem;

/** Refuses what {@link LocalBackend} would refuse, before it is stored. */
@Component(property = ConfigurationCheck.PIDS + "=org.staithe.filesystem.local")
public final class LocalCheck implements ConfigurationCheck {

    @Override
    public List<Problem> problems(String pid, Map<String, ?> values) {
        LocalBackend.check(Converters.standardConverter().convert(values).to(LocalBackend.Config.class));
        return List.of();
    }
}
