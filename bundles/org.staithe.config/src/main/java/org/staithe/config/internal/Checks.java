// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
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
import org.staithe.config.ConfigurationJournal;
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

    static final String OURS = "org.staithe.";
    private static final String INTERPOLATION = "(config.plugin.id=org.apache.felix.configadmin.plugin.interpolation)";

    /** What Config Admin appends for one of several that was given no name. */
    private static final Pattern MADE_UP = Pattern.compile("\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$");

    private static final Pattern NAMED = Pattern.compile("\\$\\[(secret|env):[^;\\]]+]");

    private final BundleContext context;
    private final ConfigurationAdmin configurations;
    private final Descriptions descriptions;

    @Activate
    public Checks(BundleContext context, @Reference ConfigurationAdmin configurations) {
        this.context = context;
        this.configurations = configurations;
        descriptions = new Descriptions(context);
    }

    @Deactivate
    void stop() {
        descriptions.close();
    }

    /** Whether the value of a key must not be shown. */
    boolean secret(String pid, String key) {
        Optional<Boolean> described = descriptions
                .of(kind(pid), null)
                .map(Description::attributes)
                .map(attributes -> attributes.get(key))
                .map(attribute -> attribute.type().equals("Password"));
        return described.orElseGet(() -> Finding.about(Kind.WRONG, key, "").secret()
                || key.toLowerCase(Locale.ROOT).contains("token"));
    }

    /** Values that may be shown. */
    Map<String, String> masked(String pid, Map<String, String> values) {
        Map<String, String> masked = new TreeMap<>();
        values.forEach((key, value) -> masked.put(key, hides(pid, key, value) ? ConfigurationJournal.MASK : value));
        return masked;
    }

    /** Keys whose difference the masks hide. */
    List<String> secretsChanged(String pid, Map<String, String> before, Map<String, String> after) {
        return after.entrySet().stream()
                .filter(entry -> hides(pid, entry.getKey(), entry.getValue()))
                .filter(entry ->
                        !before.getOrDefault(entry.getKey(), entry.getValue()).equals(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The name of a secret is none. */
    private boolean hides(String pid, String key, String value) {
        return !value.isEmpty() && !NAMED.matcher(value).matches() && secret(pid, key);
    }

    /** What is wrong; empty when nothing is, or nobody describes this PID. */
    List<Problem> problems(String pid, Map<String, ?> values) {
        Optional<Description> description = descriptions.of(kind(pid), null);
        if (description.isEmpty()) {
            return List.of();
        }
        boolean named = !kind(pid).equals(pid);
        if (description.get().factory() != named) {
            String why = named ? "there is only one: " + kind(pid) : "there may be several: name it " + pid + "~NAME";
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
                    String shown = value == null || finding.kind() != Kind.WRONG || secret(pid, finding.key())
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
                    ConfigurationCheck.class, "(" + ConfigurationCheck.PIDS + "=" + kind(pid) + ")")) {
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
            return List.of(new Problem(filled.containsKey(key) ? key : "", message));
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
        return map(copy);
    }

    /** The server's configurations by PID, as they are in use. */
    private Map<String, Map<String, Object>> all() {
        Map<String, Map<String, Object>> all = new TreeMap<>();
        for (Configuration configuration : list(configurations)) {
            all.put(configuration.getPid(), map(configuration.getProcessedProperties(null)));
        }
        return all;
    }

    static List<Configuration> list(ConfigurationAdmin configurations) {
        try {
            Configuration[] found = configurations.listConfigurations("(" + Constants.SERVICE_PID + "=" + OURS + "*)");
            return found == null ? List.of() : Arrays.asList(found);
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Object> map(Dictionary<String, Object> properties) {
        Map<String, Object> values = new TreeMap<>();
        Collections.list(properties.keys()).forEach(key -> values.put(key, properties.get(key)));
        return values;
    }

    /** The PID that bundles know: of one of several, that of the factory. */
    static String kind(String pid) {
        return MADE_UP.matcher(pid.split("[~|]", 2)[0]).replaceFirst("");
    }

    /** Keys of Config Admin and File Install; all others, the ranking among them, are the operator's. */
    static boolean isOfFramework(String key) {
        return key.startsWith("felix.fileinstall.")
                || List.of(Constants.SERVICE_PID, ConfigurationAdmin.SERVICE_FACTORYPID, "service.bundleLocation")
                        .contains(key);
    }

    /** A key that nobody reads refuses a change that brings it, not one beside it. */
    private boolean isNew(String pid, String key) {
        return list(configurations).stream()
                .filter(configuration -> configuration.getPid().equals(pid))
                .map(Configuration::getProperties)
                .noneMatch(properties -> properties != null && properties.get(key) != null);
    }
}
