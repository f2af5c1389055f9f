// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import java.time.Duration;
import org.staithe.core.internal.whiteboard.Bulkhead;

/** The configuration of the server, checked. */
record ServerSettings(
        int selectors,
        int workers,
        int logins,
        int loginFailures,
        int transfers,
        int buffers,
        boolean zeroCopy,
        Bulkhead workerCalls,
        Bulkhead loginCalls,
        Duration patience,
        Duration grace,
        Duration drain) {

    static ServerSettings of(ServerConfig config) {
        int failures = Bounds.check("breaker.failures", config.breaker_failures(), 1, 1000);
        Duration rest = seconds("breaker.seconds", config.breaker_seconds(), 3600);
        Bulkhead workerCalls = new Bulkhead(
                Duration.ofSeconds(Bounds.check("call.seconds", config.call_seconds(), 1, 3600)),
                seats("call.threads", config.call_threads(), config.workers()),
                failures,
                rest,
                451);
        Bulkhead loginCalls = new Bulkhead(
                Duration.ofSeconds(Bounds.check("login.call.seconds", config.login_call_seconds(), 1, 3600)),
                seats("login.call.threads", config.login_call_threads(), config.logins()),
                failures,
                rest,
                421);
        return new ServerSettings(
                Bounds.check("selectors", config.selectors(), 0, 64),
                Bounds.check("workers", config.workers(), 1, 10_000),
                Bounds.check("logins", config.logins(), 1, 1000),
                Bounds.check("login.failures", config.login_failures(), 0, Integer.MAX_VALUE),
                Bounds.check("transfers", config.transfers(), 1, 100_000),
                Bounds.check("buffers", config.buffers(), 1, 10_000),
                config.uploads_zero_copy(),
                workerCalls,
                loginCalls,
                seconds("swap.patience.seconds", config.swap_patience_seconds(), 3600),
                seconds("swap.grace.seconds", config.swap_grace_seconds(), 60),
                seconds("drain.seconds", config.drain_seconds(), 3600));
    }

    /** One plugin must not have all threads: 0 stands for three quarters of them. */
    private static int seats(String key, int value, int threads) {
        int most = Math.max(1, threads - 1);
        return value == 0 ? Math.max(1, Math.min(most, threads * 3 / 4)) : Bounds.check(key, value, 1, most);
    }

    private static Duration seconds(String key, int value, int most) {
        return Duration.ofSeconds(Bounds.check(key, value, 0, most));
    }
}
