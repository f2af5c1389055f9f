// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
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
 * service properties. When there are no good values yet, the wrong ones are delivered: the component does not start,
 * which is better than defaults that nobody asked for.
 */
// Immediate: Configuration Admin lets go of it after each call, and it must not forget then.
// The ranking: the last that may change anything, so that placeholders (500) are filled in before.
@Component(
        configurationPolicy = ConfigurationPolicy.IGNORE,
        immediate = true,
        property = ConfigurationPlugin.CM_RANKING + ":Integer=1000")
public final class LastGood implements ConfigurationPlugin, SynchronousConfigurationListener {

    private static final Logger log = LoggerFactory.getLogger(LastGood.class);
    private static final String OURS = "org.staithe.";
    private static final String FILE = "felix.fileinstall.filename";

    private final Descriptions descriptions;
    // By PID, written by all threads that deliver configuration.
    private final Map<String, Map<String, Object>> delivered = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> told = new ConcurrentHashMap<>();

    @Activate
    public LastGood(BundleContext context) {
        descriptions = new Descriptions(context);
    }

    @Deactivate
    void stop() {
        descriptions.close();
    }

    @Override
    public void modifyConfiguration(@Nullable ServiceReference<?> reader, Dictionary<String, Object> properties) {
        Map<String, Object> values = new TreeMap<>();
        Collections.list(properties.keys()).forEach(key -> values.put(key, properties.get(key)));
        String pid = String.valueOf(values.get(Constants.SERVICE_PID));
        Object factoryPid = values.get(ConfigurationAdmin.SERVICE_FACTORYPID);
        String kind = factoryPid == null ? pid : factoryPid.toString();
        if (kind.startsWith(OURS)) {
            Bundle bundle = reader == null ? null : reader.getBundle();
            // A PID may name the bundle that it is for: org.staithe.core|org.staithe.core|1.0.0.
            descriptions
                    .of(kind.split("\\|", 2)[0], bundle)
                    .flatMap(description -> lastGood(pid, description, values))
                    .ifPresent(good -> {
                        values.keySet().forEach(properties::remove);
                        good.forEach(properties::put);
                    });
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

    /** What to deliver instead of these values, if they are wrong. */
    private Optional<Map<String, Object>> lastGood(String pid, Description description, Map<String, Object> values) {
        List<Finding> findings = description.findings(values);
        if (!isWrong(findings)) {
            delivered.put(pid, values);
            tell(pid, findings, values, "");
            return Optional.empty();
        }
        // A new version of a bundle may not want what was good for the old one.
        Optional<Map<String, Object>> good =
                Optional.ofNullable(delivered.get(pid)).filter(former -> !isWrong(description.findings(former)));
        tell(pid, findings, values, good.isPresent() ? "the last good values stay in use" : "it cannot be used");
        return good;
    }

    /** Once: each component that reads a configuration has it delivered. */
    private void tell(String pid, List<Finding> findings, Map<String, Object> values, String consequence) {
        if (values.equals(told.put(pid, values))) {
            return;
        }
        String source = String.valueOf(values.getOrDefault(FILE, pid)).replaceFirst("^file:", "");
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

    private static boolean isWrong(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.kind() != Kind.UNKNOWN);
    }
}
