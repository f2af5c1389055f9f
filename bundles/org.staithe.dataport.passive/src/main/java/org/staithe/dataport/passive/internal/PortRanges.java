// SPDX-License-Identifier: Apache-2.0
package org.staithe.dataport.passive.internal;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the key {@code ports}. */
final class PortRanges {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:\\s*-\\s*(\\d{1,5}))?");
    private static final int HIGHEST = 65_535;

    private PortRanges() {}

    /** The ports of all ranges, each once; empty when the system is to choose. */
    static BitSet parse(List<String> ranges) {
        BitSet ports = new BitSet();
        if (ranges.equals(List.of("0"))) {
            return ports;
        }
        for (String range : ranges) {
            Matcher matcher = RANGE.matcher(range);
            if (!matcher.matches()) {
                throw refused(range);
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (first < 1 || last < first || last > HIGHEST) {
                throw refused(range);
            }
            ports.set(first, last + 1);
        }
        return ports;
    }

    private static IllegalArgumentException refused(String range) {
        return new IllegalArgumentException(
                "ports = '" + range + "': write ranges such as 50000-50999 and single ports, "
                        + "separated by commas, from 1 to " + HIGHEST + "; or 0 for any free port of the system");
    }
}
