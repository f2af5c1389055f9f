// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.staithe.filesystem.FileStat;

/**
 * A line of {@code LIST} as {@code ls -l} writes it in the C locale, the one form that every client parses.
 *
 * <p>RFC 959 leaves the form open. The time of day stands for the year within the last half year, as in {@code ls}; times
 * are UTC, since a client knows no other zone of the server.
 */
final class UnixLine {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    /** Half of a mean Gregorian year, the limit that GNU ls uses. */
    private static final Duration RECENT = Duration.ofSeconds(31_556_952 / 2);

    private final Instant now;

    UnixLine(Instant now) {
        this.now = now;
    }

    String of(FileStat stat, String name) {
        StringBuilder line = new StringBuilder(80);
        line.append(
                switch (stat.kind()) {
                    case FILE -> '-';
                    case DIRECTORY -> 'd';
                    case OTHER -> 'p';
                });
        line.append(Mode.letters(stat.mode().orElse(stat.isDirectory() ? 0755 : 0644)));
        right(line, Integer.toString(stat.links()), 4).append(' ');
        left(line, word(stat.owner()), 8).append(' ');
        left(line, word(stat.group()), 8).append(' ');
        right(line, Long.toString(stat.size()), 12).append(' ');
        time(line, stat.modified()).append(' ');
        return line.append(Printable.name(name)).toString();
    }

    private StringBuilder time(StringBuilder line, Instant modified) {
        OffsetDateTime time = FactTime.writable(modified).atOffset(ZoneOffset.UTC);
        int month = (time.getMonthValue() - 1) * 3;
        line.append(MONTHS, month, month + 3);
        right(line, Integer.toString(time.getDayOfMonth()), 3).append(' ');
        if (modified.isAfter(now) || modified.isBefore(now.minus(RECENT))) {
            return right(line, Integer.toString(time.getYear()), 5);
        }
        return twoDigits(twoDigits(line, time.getHour()).append(':'), time.getMinute());
    }

    private static StringBuilder twoDigits(StringBuilder line, int number) {
        return line.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    private static StringBuilder right(StringBuilder line, String text, int width) {
        return line.append(" ".repeat(Math.max(0, width - text.length()))).append(text);
    }

    private static StringBuilder left(StringBuilder line, String text, int width) {
        return line.append(text).append(" ".repeat(Math.max(0, width - text.length())));
    }

    /** Clients find the columns by their blanks: an owner is one word. */
    private static String word(String owner) {
        return owner.isEmpty() ? "-" : Printable.name(owner).replace(' ', '_');
    }
}
