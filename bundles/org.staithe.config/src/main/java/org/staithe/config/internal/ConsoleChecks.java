// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.felix.webconsole.spi.ConfigurationHandler;
import org.apache.felix.webconsole.spi.ValidationException;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.staithe.config.Problem;

/** Refuses wrong values that are given in the web console's own forms, before they are stored. */
// Made when the console asks for it: without the console nobody misses its packages.
@Component(service = ConfigurationHandler.class, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class ConsoleChecks implements ConfigurationHandler {

    private final ConfigurationAdmin configurations;
    private final Checks checks;

    @Activate
    public ConsoleChecks(@Reference ConfigurationAdmin configurations, @Reference Checks checks) {
        this.configurations = configurations;
        this.checks = checks;
    }

    @Override
    public void createConfiguration(String pid) {
        // Empty as yet: its values come with an update.
    }

    @Override
    public void createFactoryConfiguration(String factoryPid, String pid) {
        // As above.
    }

    @Override
    public void deleteConfiguration(String factoryPid, String pid) {
        // What can be deleted can be restored from the journal.
    }

    @Override
    public void updateConfiguration(String factoryPid, String pid, Dictionary<String, Object> values)
            throws ValidationException {
        if (!pid.startsWith(Pids.OURS)) {
            return;
        }
        Map<String, Object> given = Pids.map(values);
        given.keySet().removeIf(Pids::isOfFramework);
        List<Problem> problems = checks.problems(pid, given);
        if (!problems.isEmpty()) {
            throw new ValidationException(
                    problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        }
        // The form leaves it out, and a change would never get into its file again.
        String file = new Settings(configurations, Optional.empty()).file(pid);
        if (!file.isEmpty()) {
            values.put(Settings.FILE, file);
        }
    }
}
