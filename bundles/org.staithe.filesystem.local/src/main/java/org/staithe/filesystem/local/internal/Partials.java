// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hidden files of uploads that are not complete: {@code .staithe-….part} beside the file that they shall become.
 *
 * <p>The name follows from the user and the name of the file, so that the user's next session finds it, also after the
 * server was killed. Whoever works with one has taken it; nobody else gets it meanwhile. Those that nobody continued are
 * removed when their directory is listed, removed or written to under the same name.
 */
final class Partials {

    private static final Logger log = LoggerFactory.getLogger(Partials.class);

    private static final String PREFIX = ".staithe-";
    private static final String SUFFIX = ".part";
    private static final int HASH_BYTES = 16;

    private record Key(Object directory, Path name) {}

    // Beside the locks on the files, which hold against other servers and the next version of this bundle: those cannot
    // be taken in one step with opening the file, this can.
    private final Set<Key> taken = ConcurrentHashMap.newKeySet();
    private final Duration keep;
    private final InstantSource clock;

    /** @param keep how long after its last byte an unfinished upload can be continued; zero: not at all */
    Partials(Duration keep, InstantSource clock) {
        this.keep = keep;
        this.clock = clock;
    }

    /** Whether clients must never see a file of this name. */
    static boolean hides(Path name) {
        String text = name.toString();
        return text.startsWith(PREFIX) && text.endsWith(SUFFIX);
    }

    /** The partial of this user for this file. */
    static Path of(String user, Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(user.getBytes(UTF_8));
            digest.update((byte) 0);
            byte[] hash = digest.digest(file.toString().getBytes(UTF_8));
            return Path.of(PREFIX + HexFormat.of().formatHex(hash, 0, HASH_BYTES) + SUFFIX);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** One that nobody looks for. */
    static Path unique() {
        byte[] random = new byte[HASH_BYTES + 1];
        ThreadLocalRandom.current().nextBytes(random);
        return Path.of(PREFIX + HexFormat.of().formatHex(random) + SUFFIX);
    }

    boolean keeps() {
        return !keep.isZero();
    }

    /** Takes the partial of this name, which may not exist yet; empty if somebody else has it. */
    Optional<Partial> take(OpenDirectory directory, Path name) throws IOException {
        Key key = new Key(directory.identity(), name);
        if (!taken.add(key)) {
            return Optional.empty();
        }
        Partial partial = new Partial(directory.share(), name, () -> taken.remove(key));
        boolean ours = false;
        try {
            ours = partial.open();
            return ours ? Optional.of(partial) : Optional.empty();
        } finally {
            if (!ours) {
                partial.close();
            }
        }
    }

    /** How many bytes a partial has that can be continued now. */
    OptionalLong size(OpenDirectory directory, Path name) throws IOException {
        if (!keeps() || taken.contains(new Key(directory.identity(), name))) {
            return OptionalLong.empty();
        }
        Optional<PosixFileAttributes> found = directory.find(name);
        return found.isEmpty() || stale(found.get()) || !found.get().isRegularFile()
                ? OptionalLong.empty()
                : OptionalLong.of(found.get().size());
    }

    /** Whether nobody shall continue it any more. */
    boolean stale(PosixFileAttributes partial) {
        return partial.lastModifiedTime().toInstant().plus(keep).isBefore(clock.instant());
    }

    /** Removes a hidden file that was come across, if its time is over and nobody has it. */
    void sweep(OpenDirectory directory, Path name) {
        try {
            Optional<PosixFileAttributes> found = directory.find(name);
            if (found.isPresent() && found.get().isRegularFile() && stale(found.get())) {
                remove(directory, name);
            }
        } catch (IOException e) {
            log.debug("The unfinished upload {} cannot be removed", name, e);
        }
    }

    /** Empties a directory that holds nothing but partials; leaves one alone that holds more. */
    void clear(OpenDirectory parent, Path directory) throws IOException {
        try (OpenDirectory doomed = parent.open(directory)) {
            List<Path> partials = new ArrayList<>();
            for (Iterator<Path> names = doomed.names(); names.hasNext(); ) {
                Path name = names.next().getFileName();
                if (!hides(name)) {
                    return;
                }
                partials.add(name);
            }
            for (Path name : partials) {
                remove(doomed, name);
            }
        }
    }

    private void remove(OpenDirectory directory, Path name) throws IOException {
        Optional<Partial> partial = take(directory, name);
        if (partial.isPresent()) {
            try (Partial rubbish = partial.get()) {
                rubbish.delete();
            }
        }
    }
}
