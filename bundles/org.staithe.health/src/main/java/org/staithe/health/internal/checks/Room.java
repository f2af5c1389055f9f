// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal.checks;

import org.apache.felix.hc.api.FormattingResultLog;

/** Says how full a disk is. */
final class Room {

    private static final int WARN_PERCENT = 10;
    private static final int CRITICAL_PERCENT = 3;
    private static final long PLENTY = 50L << 30; // a tenth of a large disk is no reason to be woken up
    private static final long MIB = 1 << 20;

    private Room() {}

    static void look(FormattingResultLog log, String what, long usable, long total) {
        long percent = total <= 0 ? 100 : usable * 100 / total;
        String left = percent + " %, " + usable / MIB + " MiB";
        if (percent < CRITICAL_PERCENT && usable < PLENTY) {
            log.critical("{} is nearly full: {} are left.", what, left);
        } else if (percent < WARN_PERCENT && usable < PLENTY) {
            log.warn("{} fills up: {} are left.", what, left);
        } else {
            log.info("{} has room: {}.", what, left);
        }
    }
}
