// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

/** Who ordered a transfer is told how it goes on. Both are told once, in this order unless the transfer is given up. */
@FunctionalInterface
public interface TransferEvents {

    /** Everything that the order held is closed: what was borrowed for it can be given back; by its own thread. */
    default void closed() {}

    /** It has ended. If its thread hangs in a plugin, {@link #closed} follows one day, or never. */
    void ended(RunningTransfer transfer, TransferEnd end);
}
