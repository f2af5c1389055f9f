// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem;

/** How much room there is where a {@link FileSystemBackend} keeps its files, in bytes. Immutable. */
public final class Space {

    private final long usable;
    private final long total;

    private Space(long usable, long total) {
        this.usable = usable;
        this.total = total;
    }

    public static Space of(long usable, long total) {
        return new Space(usable, total);
    }

    /** What uploads may still fill. */
    public long usable() {
        return usable;
    }

    /** What there is at all, used or not. */
    public long total() {
        return total;
    }
}
