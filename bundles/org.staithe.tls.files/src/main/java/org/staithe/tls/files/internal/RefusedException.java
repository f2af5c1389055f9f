// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import java.nio.file.Path;

/** Files whose content is not used; the message names the file and why, and holds nothing secret. */
final class RefusedException extends Exception {

    RefusedException(Path file, String reason) {
        super(file + " " + reason);
    }

    RefusedException(Path file, String reason, Throwable cause) {
        super(file + " " + reason, cause);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
