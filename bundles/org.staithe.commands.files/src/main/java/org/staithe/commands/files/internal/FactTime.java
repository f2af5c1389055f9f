// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times as RFC 3659 section 2.3 writes them: {@code YYYYMMDDHHMMSS[.sss]}, always UTC. */
final class FactTime {

    private static final Pattern FORM = Pattern.compile("[0-9]{14}(\\.[0-9]{1,9})?");
    private static final Instant FIRST =
            OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toInstant();
    private static final Instant LAST =
            OffsetDateTime.of(9999, 12, 31, 23, 59, 59, 0, ZoneOffset.UTC).toInstant();

    private FactTime() {}

    /** Without a fraction: clients that compare with what they set would find a difference of milliseconds. */
    static String format(Instant time) {
        LocalDateTime written = writable(time).atOffset(ZoneOffset.UTC).toLocalDateTime();
        // By hand: a formatter would be half the cost of a large listing.
        byte[] text = new byte[14];
        put(text, 0, written.getYear() / 100);
        put(text, 2, written.getYear() % 100);
        put(text, 4, written.getMonthValue());
        put(text, 6, written.getDayOfMonth());
        put(text, 8, written.getHour());
        put(text, 10, written.getMinute());
        put(text, 12, written.getSecond());
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void put(byte[] text, int at, int twoDigits) {
        text[at] = (byte) ('0' + twoDigits / 10);
        text[at + 1] = (byte) ('0' + twoDigits % 10);
    }

    /** The nearest time whose year has four digits; storage may tell others, listings have no place for them. */
    static Instant writable(Instant time) {
        if (time.isBefore(FIRST)) {
            return FIRST;
        }
        return time.isAfter(LAST) ? LAST : time;
    }

    /** Empty unless it is exactly such a time and a day of the calendar. */
    static Optional<Instant> parse(String typed) {
        if (typed.length() > 24 || !FORM.matcher(typed).matches()) {
            return Optional.empty();
        }
        int second = digits(typed, 12, 14);
        try {
            // RFC 3659 allows a second 60 where a leap second was; the first of the next minute is what it means here.
            Instant time = LocalDateTime.of(
                            digits(typed, 0, 4),
                            digits(typed, 4, 6),
                            digits(typed, 6, 8),
                            digits(typed, 8, 10),
                            digits(typed, 10, 12),
                            second == 60 ? 59 : second)
                    .toInstant(ZoneOffset.UTC)
                    .plusSeconds(second == 60 ? 1 : 0);
            String fraction = typed.length() > 15 ? typed.substring(15) : "0";
            return Optional.of(time.plusNanos(Long.parseLong((fraction + "00000000").substring(0, 9))));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static int digits(String typed, int from, int to) {
        return Integer.parseInt(typed.substring(from, to));
    }
}
