// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.staithe.config.ConfigurationCheck;
import org.staithe.config.Problem;
import org.staithe.config.metatype.Description;
import org.staithe.config.metatype.Finding;
import org.staithe.config.metatype.Finding.Kind;
import org.staithe.config.metatype.ListenerPorts;
import org.staithe.config.metatype.Values;

/**
 * All that can be said against a configuration before it is stored: the same for the console, the shell and files.
 *
 * <p>First what the metatype says; then, if the types are right, what several configurations must agree about and what
 * the bundle itself says, with the code that would read the values.
 */
@Component(service = Checks.class, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class Checks {

    private static final String INTERPOLATION = "(config.plugin.id=org.apache.felix.configadmin.plugin.interpolation)";

    private final BundleContext context;
    private final ConfigurationAdmin configurations;
    private final Descriptions descriptions;
    private final Secrets secrets;

    @Activate
    public Checks(BundleContext context, @Reference ConfigurationAdmin configurations) {
        this.context = context;
        this.configurations = configurations;
        descriptions = new Descriptions(context);
        secrets = new Secrets(descriptions);
    }

    @Deactivate
    void stop() {
        descriptions.close();
    }

    Secrets secrets() {
        return secrets;
    }

    Descriptions descriptions() {
        return descriptions;
    }

    /** What is wrong; empty when nothing is, or nobody describes this PID. */
    List<Problem> problems(String pid, Map<String, ?> values) {
        Optional<Description> description = descriptions.of(Pids.kind(pid), null);
        if (description.isEmpty()) {
            return List.of();
        }
        boolean named = !Pids.kind(pid).equals(pid);
        if (description.get().factory() != named) {
            String why =
                    named ? "there is only one: " + Pids.kind(pid) : "there may be several: name it " + pid + "~NAME";
            return List.of(new Problem("service.pid", why));
        }
        Map<String, Object> filled = filled(pid, values);
        List<Finding> findings = description.get().findings(filled).stream()
                .filter(finding -> finding.kind() != Kind.UNKNOWN || isNew(pid, finding.key()))
                .toList();
        List<Problem> problems = new ArrayList<>(problems(pid, findings, values));
        if (problems.isEmpty()) {
            problems.addAll(problems(pid, ListenerPorts.findings(pid, filled, all()), values));
            problems.addAll(saidByBundles(pid, filled));
        }
        return problems;
    }

    private List<Problem> problems(String pid, List<Finding> findings, Map<String, ?> values) {
        return findings.stream()
                .map(finding -> {
                    Object value = values.get(finding.key());
                    String shown = value == null || finding.kind() != Kind.WRONG || secrets.secret(pid, finding.key())
                            ? ""
                            : "\"" + Values.text(value) + "\" ";
                    return new Problem(finding.key(), shown + finding.why());
                })
                .toList();
    }

    private List<Problem> saidByBundles(String pid, Map<String, Object> filled) {
        List<Problem> problems = new ArrayList<>();
        try {
            for (ServiceReference<ConfigurationCheck> reference : context.getServiceReferences(
                    ConfigurationCheck.class, "(" + ConfigurationCheck.PIDS + "=" + Pids.kind(pid) + ")")) {
                ConfigurationCheck check = context.getService(reference);
                if (check != null) {
                    problems.addAll(said(check, pid, filled));
                    context.ungetService(reference);
                }
            }
        } catch (InvalidSyntaxException e) {
            // A PID that breaks the filter is nobody's.
            return problems;
        }
        return problems;
    }

    private static List<Problem> said(ConfigurationCheck check, String pid, Map<String, Object> filled) {
        try {
            return check.problems(pid, Collections.unmodifiableMap(filled));
        } catch (RuntimeException e) {
            // As the component itself would refuse it: the message names the key.
            String message = String.valueOf(e.getMessage());
            String key = message.split("[ :=]", 2)[0];
            return List.of(
                    filled.containsKey(key)
                            ? new Problem(key, message.substring(key.length()).replaceFirst("^ *[:=]? *", ""))
                            : new Problem("", message));
        }
    }

    /** Placeholders filled in by those who do so for components. */
    private Map<String, Object> filled(String pid, Map<String, ?> values) {
        Dictionary<String, Object> copy = new Hashtable<>(values);
        copy.put(Constants.SERVICE_PID, pid);
        try {
            for (ServiceReference<ConfigurationPlugin> reference :
                    context.getServiceReferences(ConfigurationPlugin.class, INTERPOLATION)) {
                ConfigurationPlugin plugin = context.getService(reference);
                if (plugin != null) {
                    plugin.modifyConfiguration(reference, copy);
                    context.ungetService(reference);
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        return Pids.map(copy);
    }

    /** The server's configurations by PID, as they are in use. */
    private Map<String, Map<String, Object>> all() {
        Map<String, Map<String, Object>> all = new TreeMap<>();
        for (Configuration configuration : Pids.list(configurations)) {
            all.put(configuration.getPid(), Pids.map(configuration.getProcessedProperties(null)));
        }
        return all;
    }

    /** A key that nobody reads refuses a change that brings it, not one beside it. */
    private boolean isNew(String pid, String key) {
        return Pids.list(configurations).stream()
                .filter(configuration -> configuration.getPid().equals(pid))
                .map(Configuration::getProperties)
                .noneMatch(properties -> properties != null && properties.get(key) != null);
    }
}
