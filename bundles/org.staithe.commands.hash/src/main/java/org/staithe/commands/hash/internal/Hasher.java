// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.hash.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.StorageException;
import org.staithe.filesystem.VirtualFileSystem;

/**
 * Hashes files for all commands of this bundle, a bounded number at once: a hash costs the client nothing and the server
 * a core.
 *
 * <p>A service of this bundle to itself. Its {@code algorithms} property decides which of the X commands are offered.
 */
@Component(service = Hasher.class, configurationPid = "org.staithe.commands.hash")
@Designate(ocd = Hasher.Config.class)
public final class Hasher {

    /** The configuration. */
    @ObjectClassDefinition(name = "Staithe hash commands")
    public @interface Config {

        @AttributeDefinition(
                name = "Hashes at once",
                min = "0",
                max = "1024",
                description = "How many files are hashed at once, 1 to 1024; 0 means as many as there are cores."
                        + " A client that waits longer than five seconds for its turn is answered 450.")
        int hashes_at_once() default 0;

        @AttributeDefinition(
                name = "Algorithms",
                description = "What clients may choose from, the first is what HASH uses when they do not:"
                        + " any of SHA-256, SHA-512, SHA-1, MD5, CRC32, with commas between.")
        String algorithms() default "SHA-256, SHA-512, SHA-1, MD5, CRC32";
    }

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int BUFFER = 64 * 1024;

    private final List<Algorithm> algorithms;
    private final Semaphore turns;
    private final Duration patience;

    @Activate
    public Hasher(Config config) {
        this(config, PATIENCE);
    }

    Hasher(Config config, Duration patience) {
        this.patience = patience;
        algorithms = Arrays.stream(config.algorithms().split(","))
                .map(Hasher::algorithm)
                .distinct()
                .toList();
        int atOnce = config.hashes_at_once();
        if (atOnce < 0 || atOnce > 1024) {
            throw new IllegalArgumentException("hashes.at.once = " + atOnce + " is not within 0 to 1024");
        }
        turns = new Semaphore(atOnce == 0 ? Runtime.getRuntime().availableProcessors() : atOnce, true);
    }

    private static Algorithm algorithm(String name) {
        return Arrays.stream(Algorithm.values())
                .filter(one -> one.label().equals(name.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "algorithms = '" + name.strip() + "' is not one of SHA-256, SHA-512, SHA-1, MD5, CRC32"));
    }

    /** Those that are offered; the first is the default. */
    List<Algorithm> algorithms() {
        return algorithms;
    }

    /**
     * Hashes a part of a file.
     *
     * @param part within the file
     * @throws StorageException BUSY if too many others are being hashed
     * @throws IOException also if the file has become shorter meanwhile
     */
    String hash(Algorithm algorithm, VirtualFileSystem files, Pathname file, Part part) throws IOException {
        if (!turn()) {
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

    private boolean turn() {
        try {
            return turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
