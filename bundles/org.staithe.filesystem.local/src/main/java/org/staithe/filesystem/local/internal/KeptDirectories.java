// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Directories that were opened a moment ago, so that a client who fetches file after file does not have each of them
 * opened, and its {@link DescriptorPath} looked for, again and again.
 *
 * <p>A directory is known by the one that it was found in and its name there, and handed out only while the kernel still
 * finds the same directory there. It is kept for seconds after it was opened, used or not: what is mounted or unmounted
 * there is not held up for longer. Safe for concurrent use.
 */
final class KeptDirectories implements Closeable {

    private static final Logger log = LoggerFactory.getLogger(KeptDirectories.class);

    private static final int MOST = 64;
    private static final Duration TIME = Duration.ofSeconds(5);

    // An object: JDK 25 remembers the types that records are compared by, and with one of ours this bundle's loader.
    private record Key(@Nullable Object parent, Path path) {}

    @FunctionalInterface
    private interface Opening {
        OpenDirectory open() throws IOException;
    }

    private final Map<Key, OpenDirectory> kept = new LinkedHashMap<>(); // the eldest first; guarded by itself
    private final ScheduledThreadPoolExecutor timer;
    private boolean closed;

    KeptDirectories() {
        timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "staithe-kept-directories");
            thread.setDaemon(true);
            return thread;
        });
        // A thread only while something is kept.
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /** A path of the administrator's, see {@link OpenDirectory#at}. To be closed. */
    OpenDirectory at(Path absolute) throws IOException {
        Object identity =
                Files.readAttributes(absolute, BasicFileAttributes.class).fileKey();
        return open(new Key(null, absolute), identity, () -> OpenDirectory.at(absolute));
    }

    /**
     * A directory in another one. To be closed.
     *
     * @param found what was found there just now; that it is a directory, too
     */
    OpenDirectory in(OpenDirectory parent, Path name, BasicFileAttributes found) throws IOException {
        return open(new Key(parent, name), found.fileKey(), () -> parent.open(name));
    }

    private OpenDirectory open(Key key, Object identity, Opening opening) throws IOException {
        synchronized (kept) {
            OpenDirectory known = kept.get(key);
            if (known != null && known.identity().equals(identity)) {
                return known.share();
            }
        }
        OpenDirectory opened = opening.open();
        try {
            // Found and opened are two looks: only what was the same in both is found again by the first.
            if (opened.identity().equals(identity)) {
                keep(key, opened);
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void keep(Key key, OpenDirectory opened) {
        List<Optional<OpenDirectory>> left;
        synchronized (kept) {
            if (closed) {
                return;
            }
            left = List.of(
                    Optional.ofNullable(kept.remove(key)),
                    kept.size() < MOST
                            ? Optional.empty()
                            : Optional.ofNullable(
                                    kept.remove(kept.keySet().iterator().next())));
            kept.put(key, opened.share());
        }
        left.forEach(directory -> directory.ifPresent(KeptDirectories::close));
        var unused = timer.schedule(() -> leave(key, opened), TIME.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void leave(Key key, OpenDirectory opened) {
        synchronized (kept) {
            if (!kept.remove(key, opened)) {
                return;
            }
        }
        close(opened);
    }

    @Override
    public void close() {
        List<OpenDirectory> all;
        synchronized (kept) {
            closed = true;
            all = List.copyOf(kept.values());
            kept.clear();
        }
        timer.shutdownNow();
        all.forEach(KeptDirectories::close);
    }

    private static void close(OpenDirectory left) {
        try {
            left.close();
        } catch (IOException e) {
            log.debug("A directory did not close", e);
        }
    }
}
