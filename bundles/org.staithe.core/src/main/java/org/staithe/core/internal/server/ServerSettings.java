// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import java.time.Duration;

/** The configuration of the server, checked. */
record ServerSettings(
        int selectors,
        int workers,
        int logins,
        int transfers,
        int buffers,
        Duration patience,
        Duration grace,
        Duration drain) {

    static ServerSettings of(ServerConfig config) {
        return new ServerSettings(
                Bounds.check("selectors", config.selectors(), 0, 64),
                Bounds.check("workers", config.workers(), 1, 10_000),
                Bounds.check("logins", config.logins(), 1, 1000),
                Bounds.check("transfers", config.transfers(), 1, 100_000),
                Bounds.check("buffers", config.buffers(), 1, 10_000),
                seconds("swap.patience.seconds", config.swap_patience_seconds(), 3600),
                seconds("swap.grace.seconds", config.swap_grace_seconds(), 60),
                seconds("drain.seconds", config.drain_seconds(), 3600));
    }

    private static Duration seconds(String key, int value, int most) {
        return Duration.ofSeconds(Bounds.check(key, value, 0, most));
    }
}
