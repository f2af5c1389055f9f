// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.IOException;

/** The data connection failed: not the file, and not the peer's doing as planned. Never thrown by a plugin. */
final class DataConnectionException extends IOException {

    private static final long serialVersionUID = 1L;

    DataConnectionException(String message) {
        super(message);
    }

    DataConnectionException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
