// SPDX-License-Identifier: Apache-2.0
package org.staithe.shell.internal;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;

/** How values are written for a person at a terminal. */
final class Words {

    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB"};

    private Words() {}

    /** A short time, in milliseconds. */
    static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }

    /** With characters that a terminal would obey, or that turn the direction of writing, as {@code \\u{1b}}. */
    static String printable(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR ->
                    safe.append("\\u{").append(Integer.toHexString(c)).append('}');
                default -> safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    static String address(InetSocketAddress address) {
        String host = address.getAddress() == null
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    /** Such as 2d03h, 1h05m, 4m09s or 7s. */
    static String duration(Duration duration) {
        Duration time = duration.isNegative() ? Duration.ZERO : duration; // the clock was set back
        if (time.toDays() > 0) {
            return "%dd%02dh".formatted(time.toDays(), time.toHoursPart());
        }
        if (time.toHours() > 0) {
            return "%dh%02dm".formatted(time.toHours(), time.toMinutesPart());
        }
        if (time.toMinutes() > 0) {
            return "%dm%02ds".formatted(time.toMinutes(), time.toSecondsPart());
        }
        return time.toSeconds() + "s";
    }

    /** Such as 512 B or 1.5 MiB. */
    static String bytes(long count) {
        if (count < 1024) {
            return count + " B";
        }
        double value = count / 1024.0;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    static String rate(long count, Duration time) {
        long millis = Math.max(1, time.toMillis());
        return bytes((long) (count * 1000.0 / millis)) + "/s";
    }
}
