// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.swap;

/** What a client does as one thing, from its first command to the last reply. */
enum Operation {
    LOGIN(false),
    SMALL(false),
    UPLOAD(true),
    DOWNLOAD(true),
    LIST(true),
    MLSD(true);

    private final boolean transfer;

    Operation(boolean transfer) {
        this.transfer = transfer;
    }

    boolean transfer() {
        return transfer;
    }
}
