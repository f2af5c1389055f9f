// SPDX-License-Identifier: Apache-2.0
package org.staithe.audit.internal;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.staithe.auth.User;
import org.staithe.session.RepresentationType;
import org.staithe.session.Session;
import org.staithe.session.TransferReport;
import org.staithe.session.TransferReport.Direction;
import org.staithe.session.TransferReport.Result;

/**
 * Lines in the form of xferlog(5), which wu-ftpd began and every log analyser reads. Columns end at blanks, so blanks
 * and control characters of a name become underscores; the JSON log keeps names exactly.
 */
final class Xferlog {

    /** As ctime(3) writes it: the day is padded with a blank. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);

    private static final Set<String> ANONYMOUS = Set.of("anonymous", "ftp");

    private final ZoneId zone;

    Xferlog(ZoneId zone) {
        this.zone = zone;
    }

    /** The line of an upload or a download that has ended. */
    String line(Session session, TransferReport transfer) {
        String user =
                session.user().map(User::name).filter(name -> !name.isEmpty()).orElse("?");
        return String.join(
                " ",
                TIME.format(ZonedDateTime.ofInstant(transfer.started().plus(transfer.took()), zone)),
                // Never 0: analysers divide by it.
                Long.toString(Math.max(1, transfer.took().toSeconds())),
                session.peer().getAddress().getHostAddress(),
                Long.toString(transfer.bytes()),
                column(transfer.path().toString()),
                transfer.type() == RepresentationType.ASCII ? "a" : "b",
                "_", // neither compressed nor packed
                transfer.direction() == Direction.UPLOAD ? "i" : "o",
                ANONYMOUS.contains(user) ? "a" : "r",
                column(user),
                "ftp",
                "0", // no ident protocol (RFC 1413)
                "*",
                transfer.result() == Result.COMPLETED ? "c" : "i");
    }

    private static String column(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> safe.appendCodePoint(Characters.harmless(c) && c != ' ' ? c : '_'));
        return safe.toString();
    }
}
