// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import java.time.Duration;
import java.util.function.Consumer;
import org.staithe.command.ByteRange;
import org.staithe.command.Reply;
import org.staithe.command.Transfer;
import org.staithe.core.internal.control.TlsEngines;

/** What the conversation does after a command was carried out. */
public sealed interface Step {

    /** Answer, and go on. */
    record Answer(Reply reply) implements Step {
        public static Answer of(int code, String... lines) {
            return new Answer(Reply.of(code, lines));
        }
    }

    /** Answer, and keep a note for the very next command. */
    record Remember(Reply reply, Object note) implements Step {}

    /** Answer after a while that holds no thread, and go on: a failed login. */
    record Delay(Reply reply, Duration delay, boolean last) implements Step {}

    /** Answer, and close. */
    record Farewell(Reply reply) implements Step {}

    /** Answer in the clear, and go on in TLS. */
    record Secure(Reply reply, TlsEngines engines) implements Step {}

    /** Answer in TLS, and go on in the clear. */
    record Unsecure(Reply reply) implements Step {}

    /**
     * Answer 150 and transfer.
     *
     * @param release gives back what the transfer borrowed; called once, after its end
     * @param onRevoke passes on how to abort the transfer, should a plugin that it needs have to go
     */
    record Begin(String verb, Transfer transfer, ByteRange range, Runnable release, Consumer<Runnable> onRevoke)
            implements Step {}
}
