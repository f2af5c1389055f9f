// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Writes without ever reading, until the other side takes no more. */
final class FloodWriter extends Thread {

    private static final Duration BLOCKED = Duration.ofSeconds(2);

    private final Socket socket;
    private final byte[] bytes;
    private final int times;
    private final AtomicLong sent = new AtomicLong();

    FloodWriter(Socket socket, byte[] bytes, int times) {
        this.socket = socket;
        this.bytes = bytes.clone();
        this.times = times;
        setDaemon(true);
    }

    @Override
    public void run() {
        try {
            for (int i = 0; i < times; i++) {
                socket.getOutputStream().write(bytes);
                sent.addAndGet(bytes.length);
            }
        } catch (IOException e) {
            // The test has closed the socket, or the server has had enough.
        }
    }

    /** How much was taken when nothing has been for a while. */
    long sentUntilHeldBack(Duration patience) throws InterruptedException {
        long[] last = {-1, System.nanoTime()};
        Await.until("the flood stops", patience, () -> {
            long now = sent.get();
            if (now != last[0]) {
                last[0] = now;
                last[1] = System.nanoTime();
            }
            return System.nanoTime() - last[1] > BLOCKED.toNanos();
        });
        return sent.get();
    }
}
