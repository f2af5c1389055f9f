// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.IOException;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/** How a transfer ended. */
public sealed interface TransferEnd {

    /** Why it did not complete, for operators; null if it did. */
    default @Nullable String problem(DataOpening opening) {
        if (this instanceof NotOpened notOpened) {
            return notOpened.cause() instanceof SocketTimeoutException
                    ? (opening.passive() ? "The client did not connect to " : "Nobody answered at ") + text(opening)
                    : "No data connection: " + notOpened.cause().getMessage();
        }
        if (this instanceof Broken broken) {
            return "The data connection broke: " + broken.cause().getMessage();
        }
        if (this instanceof Failed failed) {
            return failed.cause().toString();
        }
        if (this instanceof GivenUp) {
            return "A plugin hangs in it.";
        }
        return this instanceof Aborted ? "It was aborted." : null;
    }

    private static String text(DataOpening opening) {
        return opening.address().getAddress().getHostAddress() + " port "
                + opening.address().getPort();
    }

    /** 226: all data went over, and an upload is committed. */
    record Completed() implements TransferEnd {}

    /** 425: the data connection never came about. */
    record NotOpened(IOException cause) implements TransferEnd {}

    /** 426: the data connection broke or stalled. */
    record Broken(IOException cause) implements TransferEnd {}

    /** 426: {@link RunningTransfer#abort} was called. */
    record Aborted() implements TransferEnd {}

    /** 451: its thread hangs in a plugin, and nobody waits for it any more. */
    record GivenUp() implements TransferEnd {}

    /** The file failed, or our code: the table of errors tells the reply. */
    record Failed(Throwable cause) implements TransferEnd {}
}
