// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.live;

import java.time.Instant;
import org.staithe.session.TransferReport;

/** A transfer that has ended, without what would keep its session in memory. */
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
        String problem) {}
