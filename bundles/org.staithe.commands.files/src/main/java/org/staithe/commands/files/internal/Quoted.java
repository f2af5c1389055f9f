// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import org.staithe.filesystem.Pathname;

/** A path as 257 tells it: in quotes, a quote in a name doubled (RFC 959 appendix II). */
final class Quoted {

    private Quoted() {}

    static String path(Pathname path) {
        return '"' + path.toString().replace("\"", "\"\"") + '"';
    }
}
