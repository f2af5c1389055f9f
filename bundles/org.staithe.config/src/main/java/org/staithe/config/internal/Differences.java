// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.staithe.config.Difference;

/** Compares what was and what is. */
final class Differences {

    private Differences() {}

    /**
     * By key.
     *
     * @param secretsChanged keys that have changed although their masks are the same
     */
    static List<Difference> between(
            Map<String, String> before, Map<String, String> after, Collection<String> secretsChanged) {
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String key : keys) {
            String was = before.get(key);
            String is = after.get(key);
            if (was == null) {
                differences.add(Difference.added(key, Objects.requireNonNull(is)));
            } else if (is == null) {
                differences.add(Difference.removed(key, was));
            } else if (!was.equals(is) || secretsChanged.contains(key)) {
                differences.add(Difference.changed(key, was, is));
            }
        }
        return differences;
    }
}
