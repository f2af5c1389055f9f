// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.swap;

import java.util.List;

/**
 * Something that is swapped.
 *
 * @param bundle its bundle; empty for what the core itself is configured with
 * @param file its configuration; empty if it has none
 * @param key a key of that file whose change makes a new component
 * @param values two values for it
 */
record Kind(String what, String bundle, String file, String key, List<String> values) {

    /** How it is swapped. */
    enum Way {
        /** Stopped and started. */
        RESTART,
        /** Its code is loaded anew. */
        UPDATE,
        /** A newer version is dropped into plugins/ and takes over; then it is deleted, and the older one serves again. */
        OVERLAP,
        /** Its configuration file is changed. */
        CONFIGURE
    }

    List<Way> ways() {
        if (bundle.isEmpty()) {
            return List.of(Way.CONFIGURE);
        }
        return file.isEmpty() ? List.of(Way.RESTART, Way.UPDATE, Way.OVERLAP) : List.of(Way.values());
    }

    /** All that a shipped server has; what is moved at its second listener is the port. */
    static List<Kind> all(int port, int otherPort) {
        return List.of(
                new Kind(
                        "users",
                        "org.staithe.auth.file",
                        "org.staithe.auth.file-default.cfg",
                        "verification.wait.seconds",
                        List.of("6", "5")),
                new Kind(
                        "backend",
                        "org.staithe.filesystem.local",
                        "org.staithe.filesystem.local-default.cfg",
                        "unfinished.keep.hours",
                        List.of("25", "24")),
                new Kind("commands", "org.staithe.commands.files", "", "", List.of()),
                new Kind(
                        "passive ports",
                        "org.staithe.dataport.passive",
                        "org.staithe.dataport.passive-default.cfg",
                        "advertise.refresh.seconds",
                        List.of("61", "60")),
                new Kind(
                        "active ports",
                        "org.staithe.dataport.active",
                        "org.staithe.dataport.active-default.cfg",
                        "lowest.port",
                        List.of("1025", "1024")),
                new Kind(
                        "audit",
                        "org.staithe.audit",
                        "org.staithe.audit-default.cfg",
                        "transfers.file",
                        List.of("$[prop:staithe.home]/log/xferlog.2", "$[prop:staithe.home]/log/xferlog")),
                new Kind(
                        "TLS material",
                        "org.staithe.tls.files",
                        "org.staithe.tls.files-default.cfg",
                        "check.seconds",
                        List.of("3", "2")),
                new Kind("core", "", "org.staithe.core.cfg", "workers", List.of("65", "64")),
                new Kind(
                        "listener",
                        "",
                        "org.staithe.core.listener-default.cfg",
                        "idle.seconds",
                        List.of("3601", "3602")),
                new Kind(
                        "listener's port",
                        "",
                        ServerProcess.SECOND_LISTENER,
                        "port",
                        List.of(Integer.toString(otherPort), Integer.toString(port))));
    }
}
