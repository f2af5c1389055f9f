// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.staithe.config.ConfigurationChange;
import org.staithe.config.Difference;
import org.staithe.config.Problem;

/**
 * A change with all that there was before and after, so that each former state can come back; secrets masked.
 *
 * @param before empty when the change made the configuration
 * @param after empty when the change removed it
 */
record Entry(
        long number,
        Instant time,
        String who,
        String origin,
        String pid,
        String file,
        Optional<Map<String, String>> before,
        Optional<Map<String, String>> after,
        List<String> secretsChanged,
        List<Problem> problems,
        String effect)
        implements ConfigurationChange {

    @Override
    public boolean undoable() {
        return before.isPresent() || !origin.equals("file");
    }

    @Override
    public List<Difference> differences() {
        return Differences.between(before.orElse(Map.of()), after.orElse(Map.of()), secretsChanged);
    }
}
