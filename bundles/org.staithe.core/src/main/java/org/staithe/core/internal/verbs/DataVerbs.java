// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.verbs;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.command.Argument;
import org.staithe.command.Request;
import org.staithe.command.When;
import org.staithe.core.internal.dispatch.CommandEntry;
import org.staithe.core.internal.dtp.ActiveOpening;
import org.staithe.core.internal.dtp.PassiveOpening;
import org.staithe.core.internal.session.ErrorReplies;
import org.staithe.core.internal.session.FtpSession;
import org.staithe.core.internal.session.Interpreter.Lane;
import org.staithe.core.internal.session.Step;
import org.staithe.core.internal.whiteboard.Berth;
import org.staithe.core.internal.whiteboard.Lease;
import org.staithe.core.internal.whiteboard.ListenerTarget;
import org.staithe.core.internal.whiteboard.PluginFault;
import org.staithe.core.internal.whiteboard.Unwinding;
import org.staithe.core.internal.whiteboard.Whiteboard;
import org.staithe.data.ActiveDecision;
import org.staithe.data.ActivePortPolicy;
import org.staithe.data.DataRequest;
import org.staithe.data.PassiveGrant;
import org.staithe.data.PassivePortPolicy;
import org.staithe.session.Session;

/** PASV PORT ABOR, RFC 959 sections 4.1.2 and 4.1.3; EPSV EPRT, RFC 2428. Policies decide, the core owns the sockets. */
public final class DataVerbs {

    private static final Logger log = LoggerFactory.getLogger(DataVerbs.class);
    private static final int TRIES = 16; // ports may be taken by others

    private final Whiteboard<PassivePortPolicy> passive;
    private final Whiteboard<ActivePortPolicy> active;

    private record Asking(Session session, boolean extended) implements DataRequest {}

    public DataVerbs(Whiteboard<PassivePortPolicy> passive, Whiteboard<ActivePortPolicy> active) {
        this.passive = passive;
        this.active = active;
    }

    public List<CommandEntry> entries() {
        return List.of(
                CommandEntry.inline("PASV", When.LOGGED_IN, Argument.NONE, "PASV", this::pasv)
                        .in(Lane.WORKER),
                CommandEntry.inline("EPSV", When.LOGGED_IN, Argument.OPTIONAL, "EPSV [1|2|ALL]", this::epsv)
                        .in(Lane.WORKER)
                        .announcing("EPSV"),
                CommandEntry.inline("PORT", When.LOGGED_IN, Argument.REQUIRED, "PORT h1,h2,h3,h4,p1,p2", this::port)
                        .in(Lane.WORKER),
                CommandEntry.inline("EPRT", When.LOGGED_IN, Argument.REQUIRED, "EPRT |1 or 2|address|port|", this::eprt)
                        .in(Lane.WORKER)
                        .announcing("EPRT"),
                CommandEntry.inline("ABOR", When.ALWAYS, Argument.NONE, "ABOR", DataVerbs::abor));
    }

    private Step pasv(FtpSession session, Request request) {
        if (session.link().extendedOnly()) {
            return onlyExtended();
        }
        if (!(session.local().getAddress() instanceof Inet4Address)) {
            return Step.Answer.of(425, "PASV is for IPv4, use EPSV.");
        }
        return open(session, false, (opening, advertised) -> {
            if (!(advertised instanceof Inet4Address)) {
                return Step.Answer.of(425, "PASV is for IPv4, use EPSV.");
            }
            int port = opening.local().getPort();
            return Step.Answer.of(
                    227,
                    "Entering Passive Mode (%s,%d,%d)."
                            .formatted(advertised.getHostAddress().replace('.', ','), port >> 8, port & 0xFF));
        });
    }

    private Step epsv(FtpSession session, Request request) {
        String family = session.local().getAddress() instanceof Inet4Address ? "1" : "2";
        String asked = request.argument().toUpperCase(Locale.ROOT);
        switch (asked) {
            case "ALL" -> {
                session.link().requireExtended();
                return Step.Answer.of(200, "Only EPSV from now on.");
            }
            case "", "1", "2" -> {
                if (!asked.isEmpty() && !asked.equals(family)) {
                    return Step.Answer.of(522, "Network protocol not supported, use (" + family + ")");
                }
            }
            default -> {
                return asked.matches("\\d{1,3}")
                        ? Step.Answer.of(522, "Network protocol not supported, use (" + family + ")")
                        : Step.Answer.of(501, "EPSV takes 1, 2, ALL or nothing.");
            }
        }
        return open(
                session,
                true,
                (opening, advertised) -> Step.Answer.of(
                        229,
                        "Entering Extended Passive Mode (|||" + opening.local().getPort() + "|)"));
    }

    /** Tells the client where to connect. */
    @FunctionalInterface
    private interface Announcement {
        Step of(PassiveOpening opening, InetAddress advertised);
    }

    private Step open(FtpSession session, boolean extended, Announcement announcement) {
        session.link().giveUp();
        Lease<PassivePortPolicy> lease = passive.require(
                berth -> ListenerTarget.matches(berth, session.listener()), "no policy for passive ports", 425);
        boolean kept = false;
        try {
            for (int i = 0; i < TRIES; i++) {
                PassiveGrant grant = grant(lease, new Asking(session, extended));
                Optional<PassiveOpening> bound = bind(session, grant);
                if (bound.isPresent()) {
                    InetAddress advertised = grant.advertised();
                    LeasedOpening opening = new LeasedOpening(bound.get(), lease);
                    lease.keep();
                    lease.onRevoke(opening::close);
                    session.link().agree(opening);
                    kept = true;
                    return announcement.of(bound.get(), advertised);
                }
            }
            log.warn("No passive port could be bound in {} tries", TRIES);
            return Step.Answer.of(425, "No port is free for the data connection.");
        } catch (UnsupportedOperationException e) {
            return Step.Answer.of(502, extended ? "EPSV is not offered." : "PASV is not offered, use EPSV.");
        } catch (IOException e) {
            log.warn("No passive port: {}", e.getMessage());
            return Step.Answer.of(425, "No port is free for the data connection.");
        } catch (PluginFault e) {
            log.error("No passive port: {}", e.getMessage());
            return Step.Answer.of(425, "No port is free for the data connection.");
        } catch (Unwinding back) {
            throw back;
        } catch (RuntimeException | Error e) {
            return new Step.Answer(ErrorReplies.of(e));
        } finally {
            if (!kept) {
                lease.close();
            }
        }
    }

    /** What {@code PASV} would tell a client; the port is given back at once. */
    public Optional<InetAddress> wouldAdvertise(FtpSession session) {
        Predicate<Berth<PassivePortPolicy>> serves = berth -> ListenerTarget.matches(berth, session.listener());
        try (Lease<PassivePortPolicy> lease = passive.require(serves, "no policy for passive ports", 425);
                PassiveGrant grant = grant(lease, new Asking(session, false))) {
            return Optional.of(grant.advertised());
        } catch (Unwinding | PluginFault | UnsupportedOperationException e) {
            return Optional.empty();
        } catch (IOException e) {
            log.debug("No passive port to imagine: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static PassiveGrant grant(Lease<PassivePortPolicy> lease, DataRequest request) throws IOException {
        return lease.call("grant", policy -> {
            PassiveGrant grant = policy.grant(request);
            if (grant != null && lease.isGivenUp()) {
                grant.close(); // nobody waits for it any more
            }
            return grant;
        });
    }

    private static Optional<PassiveOpening> bind(FtpSession session, PassiveGrant grant) throws IOException {
        try {
            return Optional.of(PassiveOpening.bind(grant, session.peer().getAddress()));
        } catch (BindException e) {
            log.debug("{} is taken: {}", grant.bind(), e.getMessage());
            return Optional.empty();
        }
    }

    private Step port(FtpSession session, Request request) {
        if (session.link().extendedOnly()) {
            return onlyExtended();
        }
        return connect(session, false, DataAddress.ofPort(request.argument()));
    }

    private Step eprt(FtpSession session, Request request) {
        if (session.link().extendedOnly()) {
            return onlyExtended();
        }
        Optional<DataAddress.Protocol> protocol = DataAddress.protocolOf(request.argument());
        if (protocol.filter(DataAddress.Protocol::known).isEmpty() && protocol.isPresent()) {
            return Step.Answer.of(522, "Network protocol not supported, use (1,2)");
        }
        return connect(session, true, DataAddress.ofEprt(request.argument()));
    }

    private Step connect(FtpSession session, boolean extended, Optional<InetSocketAddress> target) {
        if (target.isEmpty()) {
            return Step.Answer.of(501, "That is not an address and a port.");
        }
        session.link().giveUp();
        ActiveDecision decision;
        try {
            decision = decide(session, extended, target.get());
        } catch (PluginFault e) {
            log.error("No active port: {}", e.getMessage());
            return Step.Answer.of(425, "The data connection cannot be opened.");
        } catch (Unwinding back) {
            throw back;
        } catch (RuntimeException | Error e) {
            return new Step.Answer(ErrorReplies.of(e));
        }
        if (decision instanceof ActiveDecision.Connect connect) {
            session.link().agree(new ActiveOpening(connect.from(), target.get()));
            return Step.Answer.of(200, "The data connection will go there.");
        }
        if (decision instanceof ActiveDecision.Refuse refuse) {
            log.info(
                    "Session {}: {} to {} refused: {}", session.id(), request(extended), target.get(), refuse.reason());
        }
        return Step.Answer.of(504, "Data connections to this address are not allowed.");
    }

    private ActiveDecision decide(FtpSession session, boolean extended, InetSocketAddress target) {
        try (Lease<ActivePortPolicy> lease = active.require(
                berth -> ListenerTarget.matches(berth, session.listener()), "no policy for active ports", 425)) {
            return lease.call("decide", policy -> policy.decide(new Asking(session, extended), target));
        }
    }

    /** What the policy would say to the address in {@code PORT} or {@code EPRT}; empty if there is none in it. */
    public Optional<ActiveDecision> wouldConnect(FtpSession session, Request request) {
        boolean extended = request.verb().equals("EPRT");
        return (extended ? DataAddress.ofEprt(request.argument()) : DataAddress.ofPort(request.argument()))
                .map(target -> decide(session, extended, target));
    }

    private static String request(boolean extended) {
        return extended ? "EPRT" : "PORT";
    }

    private static Step onlyExtended() {
        return Step.Answer.of(503, "EPSV ALL was said: only EPSV now.");
    }

    /** Without a transfer there is only an agreement to give up. During one, the session's desk answers. */
    private static Step abor(FtpSession session, Request request) {
        session.link().giveUp();
        return Step.Answer.of(226, "No transfer to abort.");
    }
}
