// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.staithe.config.ConfigurationJournal.Authorship;

/** Who makes the changes of a thread. */
final class Authors {

    private final ThreadLocal<@Nullable Author> authors = new ThreadLocal<>();

    /**
     * Somebody.
     *
     * @param who empty if unknown
     * @param origin where they work
     */
    record Author(String who, String origin) {}

    /** Until the result is closed; the one before comes back then. */
    Authorship by(String who, String origin) {
        Author outer = authors.get();
        authors.set(new Author(who, origin));
        return () -> {
            if (outer == null) {
                authors.remove();
            } else {
                authors.set(outer);
            }
        };
    }

    /** Who is at work in this thread; empty if nobody has said so. */
    Optional<Author> present() {
        return Optional.ofNullable(authors.get());
    }
}
