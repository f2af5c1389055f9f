// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What some files hold, kept up to date: a new content replaces the old one as a whole, and only if it is good.
 *
 * <p>Looking, not a watch service: it works over network file systems, through the symbolic links of certificate tools,
 * and for a folder that does not exist yet.
 */
final class Watched<T> {

    private static final Logger log = LoggerFactory.getLogger(Watched.class);

    private final Source<T> source;

    // written by the looking thread only (before it runs: by the one that makes this); read by anyone
    private volatile @Nullable T content;

    // used by the looking thread only
    private List<Stamp> previous;
    private List<Stamp> current;
    private String complaint = "";

    Watched(Source<T> source, Instant now) {
        this.source = source;
        this.previous = stamps();
        this.current = previous;
        read(now);
    }

    Source<T> source() {
        return source;
    }

    Optional<T> content() {
        return Optional.ofNullable(content);
    }

    /** Why the files as they are now are not used; empty if they are. */
    String complaint() {
        return complaint;
    }

    /** Reads the files if they have changed and stay as they are, or could not be used. Returns whether they are new. */
    boolean look(Instant now) {
        List<Stamp> stamps = stamps();
        boolean settled = stamps.equals(previous);
        previous = stamps;
        if (!settled || (stamps.equals(current) && complaint.isEmpty())) {
            return false;
        }
        current = stamps;
        return read(now);
    }

    private boolean read(Instant now) {
        try {
            T fresh = source.read(now);
            content = fresh;
            complaint = "";
            log.info("TLS: {} from now on", source.describe(fresh));
            return true;
        } catch (RefusedException e) {
            complain(e.reason());
        } catch (RuntimeException e) {
            // The libraries below throw all kinds of it at broken files.
            complain(source.files() + " cannot be understood (" + e.getClass().getSimpleName() + ")");
            log.debug("TLS: {}", source.files(), e);
        }
        return false;
    }

    /** Once per cause, not at each look. */
    private void complain(String what) {
        if (!what.equals(complaint)) {
            complaint = what;
            T last = content;
            log.error(
                    "TLS: {}; {}",
                    what,
                    last == null ? "there is nothing to use instead" : "in use stays " + source.describe(last));
        }
    }

    private List<Stamp> stamps() {
        return source.files().stream().map(Stamp::of).toList();
    }
}
