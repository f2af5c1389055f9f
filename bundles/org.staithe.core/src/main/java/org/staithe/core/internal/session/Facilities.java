// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.staithe.core.internal.dtp.TransferThreads;

/**
 * What all sessions share.
 *
 * @param workers run what may block
 * @param logins run what judges passwords, apart from the workers because it takes long
 * @param timers run what is due later; what they run must not block
 * @param transfers run data connections
 * @param grace how long a command waits for a service that is being replaced
 */
public record Facilities(
        Executor workers,
        Executor logins,
        ScheduledExecutorService timers,
        TransferThreads transfers,
        Interpreter interpreter,
        Notifier notifier,
        SessionTable table,
        Supplier<Duration> grace) {}
