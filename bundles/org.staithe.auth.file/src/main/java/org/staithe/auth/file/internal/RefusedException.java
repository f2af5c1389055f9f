// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

/** Something that was asked for on the command line and is not done; the message says why. */
final class RefusedException extends Exception {

    RefusedException(String reason) {
        super(reason);
    }
}
