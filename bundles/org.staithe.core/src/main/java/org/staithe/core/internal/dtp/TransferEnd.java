// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.IOException;

/** How a transfer ended. */
public sealed interface TransferEnd {

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
