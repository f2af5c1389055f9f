// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.live;

import java.time.Instant;
import org.staithe.console.internal.access.Text;
import org.staithe.session.TransferReport;

/**
 * A transfer that has ended, without what would keep its session in memory.
 *
 * @param refused whether it did not even begin
 */
public record Ended(
        long number,
        String session,
        String user,
        String peer,
        String verb,
        String path,
        TransferReport.Direction direction,
        TransferReport.Result result,
        int code,
        long bytes,
        Instant started,
        long millis,
        boolean secure,
        String problem,
        boolean refused) {

    /** What came of it, in a word. */
    public String outcome() {
        return refused ? "refused" : Text.word(result);
    }
}
