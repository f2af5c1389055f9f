// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.config.metatype.Description;
import org.staithe.config.metatype.Finding;
import org.staithe.config.metatype.Finding.Kind;

/**
 * Stands between the configuration and the server's components: what is wrong is told, and the last good values are
 * delivered in its stead.
 *
 * <p>Without it, components would see {@code yes} as false, an error without the key, and the refused values as their
 * service properties. When there are no good values yet, the component does not start, which is better than defaults
 * that nobody asked for.
 */
// It registers itself: while Declarative Services make it, Configuration Admin must not ask for it yet.
@Component(
        service = {},
        configurationPolicy = ConfigurationPolicy.IGNORE)
public final class LastGood implements ConfigurationPlugin, SynchronousConfigurationListener {

    private static final Logger log = LoggerFactory.getLogger(LastGood.class);
    /** The last that may change anything, so that placeholders (500) are filled in before. */
    private static final int RANKING = 1000;

    private static final String OURS = "org.staithe.";
    private static final String FILE = "felix.fileinstall.filename";
    /** What each component waits for before it starts: Declarative Services 1.5, section 112.3.13. */
    private static final String CONDITION = "osgi.ds.satisfying.condition.target";

    private final Descriptions descriptions;
    // By PID, written by all threads that deliver configuration.
    private final Map<String, Map<String, Object>> delivered = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> told = new ConcurrentHashMap<>();
    private final ServiceRegistration<?> offered;

    @Activate
    public LastGood(BundleContext context, @Reference ConfigurationAdmin configurations)
            throws IOException, InvalidSyntaxException {
        descriptions = new Descriptions(context);
        Configuration[] present = configurations.listConfigurations("(service.pid=" + OURS + "*)");
        if (present != null) {
            rememberWhatIsInUse(present);
        }
        offered = context.registerService(
                new String[] {ConfigurationPlugin.class.getName(), SynchronousConfigurationListener.class.getName()},
                this,
                new Hashtable<>(Map.of(ConfigurationPlugin.CM_RANKING, RANKING)));
    }

    @Deactivate
    void stop() {
        offered.unregister();
        descriptions.close();
    }

    @Override
    public void modifyConfiguration(@Nullable ServiceReference<?> reader, Dictionary<String, Object> properties) {
        Map<String, Object> values = copy(properties);
        String kind = kind(values);
        if (kind.startsWith(OURS)) {
            descriptions
                    .of(kind, reader == null ? null : reader.getBundle())
                    .map(description -> allowed(pid(values), description, values))
                    .ifPresent(allowed -> {
                        values.keySet().forEach(properties::remove);
                        allowed.forEach(properties::put);
                        rank(properties);
                    });
        }
    }

    /** From a file it comes as a string, which the framework takes for no ranking at all. */
    private static void rank(Dictionary<String, Object> properties) {
        if (properties.get(Constants.SERVICE_RANKING) instanceof String ranking
                && ranking.trim().matches("-?\\d{1,9}")) {
            properties.put(Constants.SERVICE_RANKING, Integer.valueOf(ranking.trim()));
        }
    }

    /** What is deleted must not come back. */
    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getType() == ConfigurationEvent.CM_DELETED) {
            delivered.remove(event.getPid());
            told.remove(event.getPid());
        }
    }

    /** When this bundle is updated, the others run already: what is right now, they have. */
    private void rememberWhatIsInUse(Configuration[] present) {
        for (Configuration configuration : present) {
            Map<String, Object> values = copy(configuration.getProcessedProperties(null));
            descriptions
                    .ofActive(kind(values))
                    .filter(description -> !isWrong(description.findings(values)))
                    .ifPresent(description -> delivered.put(pid(values), values));
        }
    }

    /** What to deliver: these values, the last good ones, or what keeps the component from starting. */
    private Map<String, Object> allowed(String pid, Description description, Map<String, Object> values) {
        List<Finding> findings = description.findings(values);
        if (!isWrong(findings)) {
            delivered.put(pid, values);
            tell(pid, findings, values, "");
            return values;
        }
        Map<String, Object> former = delivered.get(pid);
        // A new version of a bundle may not want what was good for the old one.
        if (former != null && !isWrong(description.findings(former))) {
            tell(pid, findings, values, "the last good values stay in use");
            return former;
        }
        tell(pid, findings, values, "what it configures does not start");
        Map<String, Object> refused = new TreeMap<>(values);
        refused.put(CONDITION, "(osgi.condition.id=right-values)");
        return refused;
    }

    /** Once: each component that reads a configuration has it delivered. */
    private void tell(String pid, List<Finding> findings, Map<String, Object> values, String consequence) {
        if (values.equals(told.put(pid, values))) {
            return;
        }
        String source = values.getOrDefault(FILE, pid).toString().replaceFirst("^file:", "");
        List<String> wrong = new ArrayList<>();
        for (Finding finding : findings) {
            switch (finding.kind()) {
                case WRONG -> wrong.add(finding.text(String.valueOf(values.get(finding.key()))));
                case MISSING -> wrong.add(finding.text());
                // Its value is not shown: it may be a password in the wrong place.
                case UNKNOWN -> log.warn("{}: {}", source, finding.text());
            }
        }
        if (!wrong.isEmpty()) {
            log.error("{}: {}; {}", source, String.join("; ", wrong), consequence);
        }
    }

    private static Map<String, Object> copy(Dictionary<String, Object> properties) {
        Map<String, Object> values = new TreeMap<>();
        Collections.list(properties.keys()).forEach(key -> values.put(key, properties.get(key)));
        return values;
    }

    private static String pid(Map<String, Object> values) {
        return String.valueOf(values.get(Constants.SERVICE_PID));
    }

    /** The PID that bundles know: of a factory, and without the bundle that it may be for, as in PID|bundle|version. */
    private static String kind(Map<String, Object> values) {
        Object factoryPid = values.get(ConfigurationAdmin.SERVICE_FACTORYPID);
        return String.valueOf(factoryPid == null ? pid(values) : factoryPid).split("\\|", 2)[0];
    }

    private static boolean isWrong(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.kind() != Kind.UNKNOWN);
    }
}
