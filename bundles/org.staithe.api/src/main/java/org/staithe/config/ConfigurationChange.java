// SPDX-License-Identifier: Apache-2.0
package org.staithe.config;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** One entry of the journal. Immutable. */
@ProviderType
public interface ConfigurationChange {

    /** Counts up for ever, over restarts. */
    long number();

    Instant time();

    /** Empty if unknown. */
    String who();

    /** {@code file}, {@code console}, {@code shell}, or {@code bundle} for whatever else uses Config Admin. */
    String origin();

    String pid();

    /** The file that it is configured by; empty if there is none. */
    String file();

    /** By key. */
    List<Difference> differences();

    /** Why it was refused: the last good values stayed in use. Empty when it was taken. */
    List<Problem> problems();

    /** What it concerned, in words. */
    String effect();

    /**
     * Whether it can be taken back. False where a file was seen for the first time: somebody put it there, and to go
     * back behind that would delete it.
     */
    boolean undoable();
}
