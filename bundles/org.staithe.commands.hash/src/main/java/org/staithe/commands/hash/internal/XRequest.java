// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.hash.internal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.staithe.command.ByteRange;

/**
 * What the X commands take: a path, in quotes or not, and where to begin and to end.
 *
 * <p>Counted as ProFTPD does: from 0, the end not included. Without quotes, numbers belong to the name, as nobody could
 * tell {@code report 1 2} from two offsets.
 *
 * @param path as typed, without the quotes
 * @param end where to end at the latest; {@link Long#MAX_VALUE} means with the file
 */
record XRequest(String path, long start, long end) {

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"(?: ([0-9]{1,18}))?(?: ([0-9]{1,18}))?");

    /** Empty if it makes no sense. */
    static Optional<XRequest> parse(String argument) {
        Matcher quoted = QUOTED.matcher(argument);
        if (!quoted.matches()) {
            return argument.startsWith("\"")
                    ? Optional.empty()
                    : Optional.of(new XRequest(argument, 0, Long.MAX_VALUE));
        }
        long start = quoted.group(2) == null ? 0 : Long.parseLong(quoted.group(2));
        long end = quoted.group(3) == null ? Long.MAX_VALUE : Long.parseLong(quoted.group(3));
        return end < start ? Optional.empty() : Optional.of(new XRequest(quoted.group(1), start, end));
    }

    /** The part that is asked for: by the request itself, else by REST or RANG. Empty if it begins beyond the end. */
    Optional<Part> part(ByteRange range, long size) {
        if (start == 0 && end == Long.MAX_VALUE) {
            return Part.of(range, size);
        }
        return start > size ? Optional.empty() : Optional.of(new Part(start, Math.min(end, size)));
    }
}
