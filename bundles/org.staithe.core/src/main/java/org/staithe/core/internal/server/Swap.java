// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.staithe.session.ServerStatus.SwapReport;
import org.staithe.session.SessionControl.Drain;

/** What came of a swap. */
record Swap(
        Instant when,
        String kind,
        String what,
        String from,
        Optional<String> to,
        String way,
        int leases,
        Duration waited,
        Duration pause,
        Drain end,
        int aborted)
        implements SwapReport {

    /** The properties of the event; only types of the JDK. */
    Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("time", when.toString());
        properties.put("kind", kind);
        properties.put("what", what);
        properties.put("from", from);
        properties.put("to", to.orElse(""));
        properties.put("way", way);
        properties.put("leases", leases);
        properties.put("waited.millis", waited.toMillis());
        properties.put("pause.millis", pause.toMillis());
        properties.put("end", end.name());
        properties.put("aborted", aborted);
        return properties;
    }
}
