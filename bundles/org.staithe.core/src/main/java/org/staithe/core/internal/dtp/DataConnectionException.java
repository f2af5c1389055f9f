// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.IOException;

/** The data connection failed, not the file. Only thrown here, which tells it from what a file system throws. */
final class DataConnectionException extends IOException {

    private static final long serialVersionUID = 1L;

    DataConnectionException(String message) {
        super(message);
    }

    DataConnectionException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
