// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.util.converter.Converters;
import org.staithe.config.ConfigurationCheck;
import org.staithe.config.Problem;

/** Refuses files that cannot be read or do not belong together, before their names are stored. */
@Component(property = ConfigurationCheck.PIDS + "=org.staithe.tls.files")
public final class FilesCheck implements ConfigurationCheck {

    @Override
    public List<Problem> problems(String pid, Map<String, ?> values) {
        CheckedConfig config =
                CheckedConfig.of(Converters.standardConverter().convert(values).to(FilesMaterial.Config.class));
        List<Problem> problems = new ArrayList<>();
        for (KeySource source : config.keys()) {
            // It will be made.
            if (!config.selfSigned() || source.files().stream().anyMatch(Files::exists)) {
                problem("certificate", source).ifPresent(problems::add);
            }
        }
        config.trust().flatMap(source -> problem("client.ca", source)).ifPresent(problems::add);
        return problems;
    }

    private static Optional<Problem> problem(String key, Source<?> source) {
        try {
            source.read(Instant.now());
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(new Problem(key, e.reason()));
        }
    }
}
