// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Files that are of use only together. */
interface Source<T> {

    List<Path> files();

    /** Reads and checks them all; whoever has got a result can serve with it. */
    T read(Instant now) throws RefusedException;

    /** What an operator wants to see of it in the log; nothing secret. */
    String describe(T content);
}
