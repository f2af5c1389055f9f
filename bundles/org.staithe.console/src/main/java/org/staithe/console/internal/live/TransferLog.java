// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.live;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.staithe.auth.User;
import org.staithe.console.internal.access.Text;
import org.staithe.session.Answer;
import org.staithe.session.Session;
import org.staithe.session.TransferReport;
import org.staithe.session.TransferReport.Direction;

/** The latest transfers that ended, with the checksums that clients asked for afterwards. Safe for concurrent use. */
final class TransferLog {

    private static final int KEPT = 10_000;

    /** A checksum is asked for right after the transfer; to look at all of them would cost too much. */
    private static final int SEARCHED = 500;

    /** What HASH answers: algorithm, first and last byte, hash, path. */
    private static final Pattern HASH = Pattern.compile("(\\S+) 0-(\\d{1,18}) ([0-9A-Fa-f]+) .*");

    private static final Pattern DIGEST = Pattern.compile("[0-9A-F]{8,128}");

    private final Deque<Ended> transfers = new ArrayDeque<>(); // these are guarded by this
    private final Map<Long, String> checksums = new HashMap<>(); // by number of the transfer
    private long number;

    synchronized void add(Session session, TransferReport transfer) {
        InetSocketAddress peer = session.peer();
        transfers.add(new Ended(
                ++number,
                session.id(),
                session.user().map(User::name).orElse(""),
                peer.getAddress().getHostAddress(),
                transfer.verb(),
                transfer.path().toString(),
                transfer.direction(),
                transfer.result(),
                transfer.code(),
                transfer.bytes(),
                transfer.started(),
                transfer.took().toMillis(),
                transfer.secure(),
                transfer.problem().map(Text::clean).orElse("")));
        if (transfers.size() > KEPT) {
            checksums.remove(transfers.remove().number());
        }
    }

    /** Takes the checksum of a whole file out of the answer to HASH, XCRC, XMD5 or their kin. */
    void answered(Session session, Answer answer) {
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
        String user = session.user().map(User::name).orElse("");
        Iterator<Ended> latest = transfers.descendingIterator();
        for (int i = 0; i < SEARCHED && latest.hasNext(); i++) {
            Ended one = latest.next();
            if (one.direction() != Direction.LISTING
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
