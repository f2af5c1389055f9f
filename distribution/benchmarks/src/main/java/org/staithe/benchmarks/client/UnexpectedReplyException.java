// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.client;

import java.io.IOException;

/** The server answered, but not what it should have. */
public final class UnexpectedReplyException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String reply;

    private final String transcript;

    UnexpectedReplyException(String command, String reply, String transcript) {
        super(command + " was answered " + reply);
        this.reply = reply;
        this.transcript = transcript;
    }

    /** The last lines of the conversation. */
    public String transcript() {
        return transcript;
    }

    /** Whether the server gave this code. */
    public boolean says(int code) {
        return reply.startsWith(Integer.toString(code));
    }
}
