// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.util.function.BiConsumer;

/** Runs transfers, each on a thread of its own, up to a bound. */
public interface TransferThreads {

    /**
     * Starts a transfer and returns at once.
     *
     * @param ended told once, by the thread of the transfer, after everything that the order holds is closed
     * @throws java.util.concurrent.RejectedExecutionException at the bound; the order is untouched
     */
    RunningTransfer start(TransferOrder order, BiConsumer<RunningTransfer, TransferEnd> ended);
}
