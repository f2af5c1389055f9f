// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Sends what changes to those who look, once a second, as server-sent events. Each has the thread of its request, so
 * there are only so many at once; while nobody looks nothing runs.
 */
@Component(service = Watch.class)
public final class Watch {

    private static final int MOST = 20;
    private static final long PAUSE_MILLIS = 1_000;
    private static final int SILENT_ROUNDS = 10;

    private final Semaphore places = new Semaphore(MOST);
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** What one event holds; the number is what the next look is told. */
    public record Sight(long number, String data) {}

    /** Ends all. */
    @Deactivate
    void stop() {
        stopped.countDown();
    }

    public boolean begin() {
        return places.tryAcquire();
    }

    /**
     * Sends until the browser has gone or the watcher is no longer welcome; after {@link #begin}.
     *
     * @param look what is to be seen after the sight of this number; the same number means nothing new
     */
    public void run(OutputStream out, BooleanSupplier welcome, LongFunction<Sight> look) throws IOException {
        try {
            long seen = -1;
            int silent = 0;
            do {
                Sight sight = look.apply(seen);
                if (sight.number() != seen) {
                    seen = sight.number();
                    silent = 0;
                    write(out, "data: " + sight.data() + "\n\n");
                } else if (++silent == SILENT_ROUNDS) {
                    silent = 0;
                    write(out, ": still here\n\n"); // or nobody would notice that the browser has gone
                }
            } while (!stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS) && welcome.getAsBoolean());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    private static void write(OutputStream out, String event) throws IOException {
        out.write(event.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
