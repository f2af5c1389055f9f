// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import org.staithe.session.TransferReport;

/** A transfer on its way; any thread may read it or abort it. */
public interface RunningTransfer extends TransferReport {

    /** Ends it soon, wherever it waits. Returns at once; the end is told as always. Repeatable. */
    void abort();

    /** Completes the report once the closing reply is known. Called by whoever is told the end. */
    void answered(int code);
}
