// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.util.converter.Converters;
import org.staithe.config.ConfigurationCheck;
import org.staithe.config.Problem;

/** Refuses what {@link Listener} would refuse, before it is stored. */
@Component(property = ConfigurationCheck.PIDS + "=org.staithe.core.listener")
public final class ListenerCheck implements ConfigurationCheck {

    @Override
    public List<Problem> problems(String pid, Map<String, ?> values) {
        CheckedListener.of(Converters.standardConverter().convert(values).to(ListenerConfig.class));
        return List.of();
    }
}
