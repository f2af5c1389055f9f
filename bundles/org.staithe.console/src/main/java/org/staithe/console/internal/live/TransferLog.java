// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.live;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.staithe.console.internal.access.Text;
import org.staithe.session.Answer;
import org.staithe.session.Session;
import org.staithe.session.TransferReport;
import org.staithe.session.TransferReport.Direction;

/**
 * The latest transfers that ended or were refused, with the checksums that clients asked for afterwards. Safe for
 * concurrent use.
 */
final class TransferLog {

    private static final int KEPT = 10_000;

    /** A checksum is asked for right after the transfer; to look at all of them would cost too much. */
    private static final int SEARCHED = 500;

    /** What HASH answers: algorithm, first and last byte, hash, path. */
    private static final Pattern HASH = Pattern.compile("(\\S+) 0-(\\d{1,18}) ([0-9A-Fa-f]+) .*");

    private static final Pattern DIGEST = Pattern.compile("[0-9A-F]{8,128}");

    private static final Map<String, Direction> FILES = Map.of(
            "RETR", Direction.DOWNLOAD, "STOR", Direction.UPLOAD, "APPE", Direction.UPLOAD, "STOU", Direction.UPLOAD);

    private final InstantSource clock;
    private final Deque<Ended> transfers = new ArrayDeque<>(); // these are guarded by this
    private final Map<Long, String> checksums = new HashMap<>(); // by number of the transfer
    private final Set<String> begun = new LinkedHashSet<>(); // sessions that were answered 150
    private long number;

    TransferLog() {
        this(InstantSource.system());
    }

    TransferLog(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void add(Session session, TransferReport transfer) {
        begun.remove(session.id());
        keep(new Ended(
                ++number,
                session.id(),
                Facts.nameOf(session),
                Facts.addressOf(session),
                transfer.verb(),
                transfer.path().toString(),
                transfer.direction(),
                transfer.result(),
                transfer.code(),
                transfer.bytes(),
                transfer.started(),
                transfer.took().toMillis(),
                transfer.secure(),
                transfer.problem().map(Text::clean).orElse(""),
                false));
    }

    private void keep(Ended one) {
        transfers.add(one);
        if (transfers.size() > KEPT) {
            checksums.remove(transfers.remove().number());
        }
    }

    /** Takes out of an answer that a transfer begins or is refused, or the checksum of one. */
    void answered(Session session, Answer answer) {
        if (answer.code() == 150) {
            began(session);
        } else if (answer.code() >= 400) {
            refused(session, answer);
        } else {
            checksum(session, answer);
        }
    }

    private synchronized void began(Session session) {
        begun.add(session.id());
        if (begun.size() > KEPT) {
            begun.remove(begun.iterator().next()); // how it ended was lost
        }
    }

    /** One that the client wanted and that did not even begin. */
    private synchronized void refused(Session session, Answer answer) {
        String[] command = answer.command().split(" ", 2);
        Direction direction = FILES.get(command[0]);
        if (direction == null || session.user().isEmpty() || begun.contains(session.id())) {
            return; // of what began the end will be told
        }
        keep(new Ended(
                ++number,
                session.id(),
                Facts.nameOf(session),
                Facts.addressOf(session),
                command[0],
                session.directory()
                        .resolve(command.length == 1 ? "" : command[1])
                        .toString(),
                direction,
                TransferReport.Result.FAILED,
                answer.code(),
                0,
                clock.instant().minus(answer.took()),
                answer.took().toMillis(),
                false,
                Text.clean(answer.text()),
                true));
    }

    /** Takes the checksum of a whole file out of the answer to HASH, XCRC, XMD5 or their kin. */
    private void checksum(Session session, Answer answer) {
        String command = answer.command();
        int blank = command.indexOf(' ');
        if (blank < 0 || command.charAt(0) != 'H' && command.charAt(0) != 'X') {
            return; // most commands
        }
        String verb = command.substring(0, blank);
        String path = session.directory().resolve(command.substring(blank + 1)).toString();
        Matcher hash = HASH.matcher(answer.text());
        if (verb.equals("HASH") && answer.code() == 213 && hash.matches()) {
            note(session, path, hash.group(1) + " " + hash.group(3), Long.parseLong(hash.group(2)) + 1);
        } else if (answer.code() == 250 && DIGEST.matcher(answer.text()).matches()) {
            note(session, path, verb.substring(1) + " " + answer.text(), -1);
        }
    }

    /** Of the last transfer of that file by that user. */
    private synchronized void note(Session session, String path, String checksum, long size) {
        String user = Facts.nameOf(session);
        Iterator<Ended> latest = transfers.descendingIterator();
        for (int i = 0; i < SEARCHED && latest.hasNext(); i++) {
            Ended one = latest.next();
            if (one.direction() != Direction.LISTING
                    && !one.refused()
                    && one.path().equals(path)
                    && one.user().equals(user)) {
                if (size < 0 || size == one.bytes()) {
                    checksums.put(one.number(), checksum);
                }
                return;
            }
        }
    }

    /** With its algorithm, if anybody asked for it. */
    synchronized Optional<String> checksum(long transfer) {
        return Optional.ofNullable(checksums.get(transfer));
    }

    /** The latest first. */
    synchronized List<Ended> latest() {
        List<Ended> all = new ArrayList<>(transfers);
        Collections.reverse(all);
        return all;
    }
}
