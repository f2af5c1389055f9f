// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.staithe.session.Protection;
import org.staithe.session.Session;
import org.staithe.session.SessionListener;
import org.staithe.session.TransferReport;
import org.staithe.session.TransferReport.Result;

/** Counts what the core tells of sessions and transfers. It does not ask for each command: that is counted in the core. */
@Component(service = {SessionListener.class, Events.class})
public final class Events implements SessionListener {

    /** What the core says before the cause when a session ends because TLS failed. */
    private static final String TLS_FAILED = "TLS failed: ";

    private final Counter sessions = new Counter();
    private final Counter logins = new Counter(); // result, tls
    private final Counter transfers = new Counter(); // direction, result
    private final Counter bytes = new Counter(); // direction
    private final Counter dataFailures = new Counter(); // cause
    private final Counter handshakes = new Counter(); // cause
    private final Map<TransferReport, Long> running = new ConcurrentHashMap<>(); // bytes that are counted already
    private final Networks networks;

    @Activate
    public Events() {
        this(InstantSource.system());
    }

    Events(InstantSource clock) {
        networks = new Networks(clock);
    }

    @Override
    public void opened(Session session) {
        sessions.add(1, session.listener());
    }

    @Override
    public void loggedIn(Session session) {
        logins.add(1, "accepted", version(session));
    }

    @Override
    public void loginRefused(Session session, String userName, String reason) {
        logins.add(1, "refused", version(session));
        networks.refused(client(session), reason);
    }

    @Override
    public void transferStarted(Session session, TransferReport transfer) {
        running.put(transfer, 0L);
    }

    @Override
    public void transferred(Session session, TransferReport transfer) {
        Long counted = running.remove(transfer);
        String direction = word(transfer.direction());
        bytes.add(transfer.bytes() - (counted == null ? 0 : counted), direction);
        transfers.add(1, direction, word(transfer.result()));
        TransferReport.Opening opening = transfer.opening();
        // An abort may have come before the client could connect: that tells nothing.
        if (opening.passive() && (opening.connected() || transfer.result() == Result.FAILED)) {
            networks.passive(client(session), session.local().getAddress(), opening.address(), opening.connected());
        }
        failed(session, transfer, opening);
    }

    private void failed(Session session, TransferReport transfer, TransferReport.Opening opening) {
        switch (transfer.code()) {
            case 425 -> {
                if (!opening.connected()) {
                    dataFailures.add(1, opening.passive() ? "passive_not_connected" : "active_not_connected");
                } else {
                    dataFailures.add(1, "tls");
                    networks.dataTlsFailed(client(session));
                }
            }
            case 522 -> {
                dataFailures.add(1, "not_resumed");
                networks.unresumed(client(session));
            }
            default -> {
                if (transfer.code() == 426 && transfer.result() == Result.FAILED) {
                    dataFailures.add(1, "broken");
                }
            }
        }
    }

    @Override
    public void closed(Session session, String reason) {
        if (reason.startsWith(TLS_FAILED)) {
            TlsFailure cause = TlsFailure.of(reason.substring(TLS_FAILED.length()));
            handshakes.add(1, cause.label());
            networks.handshakeFailed(client(session), cause);
        }
    }

    Counter sessions() {
        return sessions;
    }

    Counter logins() {
        return logins;
    }

    Counter transfers() {
        return transfers;
    }

    /** With those of transfers that run. */
    Counter bytes() {
        running.keySet()
                .forEach(transfer -> running.computeIfPresent(transfer, (same, counted) -> {
                    long now = transfer.bytes();
                    bytes.add(now - counted, word(transfer.direction()));
                    return now;
                }));
        // Its end may have been lost, when events came faster than they could be told.
        running.keySet().removeIf(transfer -> transfer.result() != Result.RUNNING);
        return bytes;
    }

    Counter dataFailures() {
        return dataFailures;
    }

    Counter handshakes() {
        return handshakes;
    }

    Networks networks() {
        return networks;
    }

    private static InetAddress client(Session session) {
        return session.peer().getAddress();
    }

    private static String version(Session session) {
        return session.protection().map(Protection::protocol).orElse("none");
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
