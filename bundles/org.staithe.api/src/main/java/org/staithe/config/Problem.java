// SPDX-License-Identifier: Apache-2.0
package org.staithe.config;

import java.util.Objects;

/** Why a value is not taken. Immutable. */
public final class Problem {

    private final String key;
    private final String text;

    /**
     * Says it.
     *
     * @param text what is allowed instead; without the value if that is secret
     */
    public Problem(String key, String text) {
        this.key = Objects.requireNonNull(key);
        this.text = Objects.requireNonNull(text);
    }

    public String key() {
        return key;
    }

    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return key + ": " + text;
    }
}
