// SPDX-License-Identifier: Apache-2.0
package org.staithe.config;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A key that has, had or would have another value. Secrets are {@link ConfigurationJournal#MASK}. Immutable. */
public final class Difference {

    private final String key;
    private final @Nullable String before;
    private final @Nullable String after;

    private Difference(String key, @Nullable String before, @Nullable String after) {
        this.key = Objects.requireNonNull(key);
        this.before = before;
        this.after = after;
    }

    public static Difference added(String key, String after) {
        return new Difference(key, null, Objects.requireNonNull(after));
    }

    public static Difference removed(String key, String before) {
        return new Difference(key, Objects.requireNonNull(before), null);
    }

    public static Difference changed(String key, String before, String after) {
        return new Difference(key, Objects.requireNonNull(before), Objects.requireNonNull(after));
    }

    public String key() {
        return key;
    }

    /** Empty if the key was not there. */
    public Optional<String> before() {
        return Optional.ofNullable(before);
    }

    /** Empty if the key is no longer there. */
    public Optional<String> after() {
        return Optional.ofNullable(after);
    }

    @Override
    public String toString() {
        return key + ": " + before().orElse("(none)") + " -> " + after().orElse("(none)");
    }
}
