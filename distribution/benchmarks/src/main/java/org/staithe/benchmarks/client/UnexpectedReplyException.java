// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.client;

import java.io.IOException;

/** The server answered, but not what it should have. */
public final class UnexpectedReplyException extends IOException {

    private static final long serialVersionUID = 1L;

    UnexpectedReplyException(String command, String reply) {
        super(command + " was answered " + reply);
    }
}
