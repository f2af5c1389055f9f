// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Which configurations are the server's, and what they are called. */
final class Pids {

    static final String OURS = "org.staithe.";

    /** What Config Admin appends for one of several that was given no name. */
    private static final Pattern MADE_UP = Pattern.compile("\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$");

    private Pids() {}

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

    /** The configurations of the server. */
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
}
