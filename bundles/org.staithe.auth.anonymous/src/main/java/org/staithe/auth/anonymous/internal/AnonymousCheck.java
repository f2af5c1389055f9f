// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.anonymous.internal;

import java.util.List;
import java.util.Map;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.util.converter.Converters;
import org.staithe.config.ConfigurationCheck;
import org.staithe.config.Problem;
import org.staithe.filesystem.FileSystemBackend;

/** Refuses what {@link AnonymousUsers} would refuse, and a backend that is not there, before it is stored. */
@Component(property = ConfigurationCheck.PIDS + "=org.staithe.auth.anonymous")
public final class AnonymousCheck implements ConfigurationCheck {

    // replaced whole by SCR; read by anyone
    @Reference(
            service = FileSystemBackend.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    private volatile List<ServiceReference<FileSystemBackend>> backends = List.of();

    @Activate
    public AnonymousCheck() {}

    @Override
    public List<Problem> problems(String pid, Map<String, ?> values) {
        AnonymousUsers.Config config =
                Converters.standardConverter().convert(values).to(AnonymousUsers.Config.class);
        AnonymousUsers.user(config);
        List<String> names = backends.stream()
                .map(backend -> String.valueOf(backend.getProperty(FileSystemBackend.NAME)))
                .sorted()
                .toList();
        return names.contains(config.backend())
                ? List.of()
                : List.of(new Problem(
                        "backend",
                        "\"" + config.backend() + "\" is no backend that is there; there are "
                                + String.join(", ", names)));
    }
}
