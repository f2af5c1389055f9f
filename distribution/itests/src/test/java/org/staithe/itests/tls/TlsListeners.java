// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests.tls;

import java.util.LinkedHashMap;
import java.util.Map;

/** The listeners that the real clients are tried at: one for each policy, version and way of beginning. */
final class TlsListeners {

    private TlsListeners() {}

    static Map<String, Map<String, String>> forClients() {
        Map<String, Map<String, String>> listeners = new LinkedHashMap<>();
        for (String version : new String[] {"1.2", "1.3"}) {
            listeners.put("require-" + version, Map.of("tls.resumption", "require", "tls.versions", version));
            listeners.put(
                    "implicit-" + version,
                    Map.of("tls.resumption", "require", "tls.versions", version, "tls.implicit", "true"));
        }
        listeners.put("require", Map.of("tls.resumption", "require"));
        listeners.put("prefer", Map.of("tls.resumption", "prefer"));
        listeners.put("off", Map.of("tls.resumption", "off"));
        return listeners;
    }
}
