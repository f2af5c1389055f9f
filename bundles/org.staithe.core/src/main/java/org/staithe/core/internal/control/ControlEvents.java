// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

/**
 * What a session is told of its control connection.
 *
 * <p>Called by one selector thread at a time, which serves many sessions: nothing here may block. Nothing is delivered
 * after {@link #closed}.
 */
public interface ControlEvents {

    /** A whole line without its end, Telnet controls taken out. */
    void line(String line);

    /** A line that cannot be a command; the rest of it has been skipped. */
    void malformed(Fault fault);

    /** The TLS handshake is done. */
    void secured();

    /** There is no TLS, or no more, because of this; the end follows. */
    default void tlsFailed(String why) {}

    /** The connection has ended, whoever ended it. Told once. */
    void closed();

    /** What is wrong with a line. */
    enum Fault {
        TOO_LONG,
        NOT_UTF_8,
        /** NUL, or a CR that no LF follows. */
        CONTROL_CHARACTER
    }
}
