// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a trial prints: lines to paste into a shell. */
final class TrialLines {

    private final TrialOptions options;
    private final String server;

    TrialLines(TrialOptions options, InetAddress address, int port) {
        this.options = options;
        String host = address.getHostAddress();
        this.server = (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
    }

    String text(Path home, Path root) {
        StringBuilder text =
                new StringBuilder("\nStaithe serves " + root + " on " + server + ". Ctrl-C ends the trial.\n"
                        + "User " + options.user() + ", password " + options.password()
                        + (options.readOnly() ? ", read-only" : "") + "\n\n");
        String url = "ftp://" + percentEncoded(options.user()) + ":" + percentEncoded(options.password()) + "@" + server
                + "/";
        if (!options.readOnly()) {
            text.append("  upload    echo hello | curl -T - " + quoted(url + "hello.txt") + "\n");
        }
        text.append("  list      curl " + quoted(url) + "\n");
        if (!options.readOnly()) {
            text.append("  download  curl " + quoted(url + "hello.txt") + "\n");
        }
        text.append("  with TLS  curl -k --ssl-reqd " + quoted(url) + "\n");
        text.append(
                "  browse    lftp -u " + quoted(options.user() + "," + options.password()) + " ftp://" + server + "\n");
        text.append("  mirror    lftp -u " + quoted(options.user() + "," + options.password())
                + " -e 'mirror --verbose / staithe-copy; bye' ftp://" + server + "\n");
        text.append("  with TLS  lftp -u " + quoted(options.user() + "," + options.password())
                + " -e 'set ssl:verify-certificate no; set ftp:ssl-force yes' ftp://" + server + "\n\n");
        text.append("Change it while it runs: configuration in " + home.resolve("config") + ", bundles in "
                + home.resolve("plugins") + "\n");
        return text.toString();
    }

    /** RFC 3986 section 2.3: all but the unreserved characters. */
    private static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(String.format("%02X", (int) c));
            }
        }
        return encoded.toString();
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:@%,~-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
