// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

/** Counts the bytes of the file that were moved, and waits where the pace demands it. */
@FunctionalInterface
interface Tally {

    void moved(long bytes) throws DataConnectionException;
}
