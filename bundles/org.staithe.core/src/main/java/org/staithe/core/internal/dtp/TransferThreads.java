// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

/** Runs transfers, each on a thread of its own, up to a bound. */
public interface TransferThreads {

    /**
     * Starts a transfer and returns at once.
     *
     * @throws java.util.concurrent.RejectedExecutionException at the bound; the order is untouched
     */
    RunningTransfer start(TransferOrder order, TransferEvents events);
}
