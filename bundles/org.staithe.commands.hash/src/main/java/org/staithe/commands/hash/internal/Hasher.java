// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.hash.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.StorageException;
import org.staithe.filesystem.VirtualFileSystem;

/**
 * Hashes files for all commands of this bundle, a bounded number at once: a hash costs the client nothing and the server
 * a core.
 *
 * <p>A service of this bundle to itself; {@link HashRegistration} offers it.
 */
public final class Hasher {

    /** Says how long the server waits for a command (docs/writing-a-plugin.md): large files take long. */
    static final String CALL_SECONDS = "staithe.call.seconds";

    static final int HOUR = 3600;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int BUFFER = 64 * 1024;

    /** What applies now; a change replaces it whole. A hash gives its turn back to where it took it. */
    private record Rules(HashSettings settings, Semaphore turns) {

        static Rules of(HashSettings settings) {
            return new Rules(settings, new Semaphore(settings.atOnce(), true));
        }
    }

    private final Duration patience;
    private volatile Rules rules;

    Hasher(HashSettings settings) {
        this(settings, PATIENCE);
    }

    Hasher(HashSettings settings, Duration patience) {
        this.rules = Rules.of(settings);
        this.patience = patience;
    }

    /** Goes on with other settings. */
    void change(HashSettings settings) {
        Rules former = rules;
        rules = settings.atOnce() == former.settings().atOnce()
                ? new Rules(settings, former.turns())
                : Rules.of(settings);
    }

    /** Those that are offered; the first is the default. */
    List<Algorithm> algorithms() {
        return rules.settings().algorithms();
    }

    /**
     * Hashes a part of a file.
     *
     * @param part within the file
     * @throws StorageException BUSY if too many others are being hashed
     * @throws IOException also if the file has become shorter meanwhile
     */
    String hash(Algorithm algorithm, VirtualFileSystem files, Pathname file, Part part) throws IOException {
        Semaphore turns = rules.turns();
        if (!turn(turns)) {
            throw new StorageException(StorageException.Reason.BUSY, "too many hashes at once");
        }
        try (ReadableByteChannel source = files.retrieve(file, part.from())) {
            Algorithm.Running running = algorithm.start();
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            long left = part.length();
            while (left > 0) {
                buffer.clear().limit((int) Math.min(left, BUFFER));
                int read = source.read(buffer);
                if (read < 0) {
                    throw new IOException("the file became shorter while it was hashed");
                }
                running.update(buffer.flip());
                left -= read;
            }
            return running.end();
        } finally {
            turns.release();
        }
    }

    private boolean turn(Semaphore turns) {
        try {
            return turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
