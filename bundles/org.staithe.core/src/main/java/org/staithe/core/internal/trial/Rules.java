// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.trial;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.AccessDeniedException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.staithe.auth.Mount;
import org.staithe.auth.Permission;
import org.staithe.auth.TlsRequirement;
import org.staithe.auth.User;
import org.staithe.command.Reply;
import org.staithe.command.Request;
import org.staithe.core.internal.dispatch.Dispatcher;
import org.staithe.core.internal.login.Login;
import org.staithe.core.internal.session.ErrorReplies;
import org.staithe.core.internal.session.FtpSession;
import org.staithe.core.internal.session.ListenerSettings;
import org.staithe.core.internal.session.Phase;
import org.staithe.core.internal.verbs.DataVerbs;
import org.staithe.core.internal.whiteboard.PluginFault;
import org.staithe.core.internal.whiteboard.Unwinding;
import org.staithe.data.ActiveDecision;
import org.staithe.filesystem.Pathname;
import org.staithe.session.PolicyTrial;

/**
 * Asks the rules in the order in which a client meets them. A session is imagined in the state that a real one would
 * have, and handed to the code that decides for real ones.
 */
public final class Rules implements PolicyTrial {

    private static final int SOME_PORT = 50_000;

    private final Function<String, Optional<ListenerSettings>> listeners;
    private final Function<String, InetSocketAddress> addresses;
    private final Login login;
    private final Dispatcher dispatcher;
    private final DataVerbs data;

    /**
     * Makes one.
     *
     * @param listeners what the configuration of a listener says now
     * @param addresses where a listener accepts
     */
    public Rules(
            Function<String, Optional<ListenerSettings>> listeners,
            Function<String, InetSocketAddress> addresses,
            Login login,
            Dispatcher dispatcher,
            DataVerbs data) {
        this.listeners = listeners;
        this.addresses = addresses;
        this.login = login;
        this.dispatcher = dispatcher;
        this.data = data;
    }

    @Override
    public Trial attempt(Attempt attempt) {
        ListenerSettings settings = listeners
                .apply(attempt.listener())
                .orElseThrow(() -> new IllegalArgumentException("There is no listener " + attempt.listener() + "."));
        Chain chain = new Chain();
        FtpSession session = imagined(attempt, settings);
        try {
            if (connects(attempt, settings, session, chain)) {
                entered(attempt, session, chain);
            }
        } catch (Unwinding | PluginFault e) {
            chain.says("Plugin", false, "cannot be asked now: " + e.getMessage());
        } finally {
            session.ready().ifPresent(ready -> ready.tree().close());
        }
        return chain.done();
    }

    private FtpSession imagined(Attempt attempt, ListenerSettings settings) {
        FtpSession session = FtpSession.imagined(
                new ImaginaryChannel(
                        new InetSocketAddress(attempt.from(), SOME_PORT),
                        addresses.apply(attempt.listener()),
                        attempt.encrypted()),
                settings);
        ImaginaryData agreed = new ImaginaryData();
        session.link().agree(agreed);
        session.link().protection(attempt.encrypted() ? Optional.of(agreed) : Optional.empty());
        return session;
    }

    private static boolean connects(Attempt attempt, ListenerSettings settings, FtpSession session, Chain chain) {
        boolean admitted = settings.admits(attempt.from());
        String where = "'" + settings.name() + "' " + (admitted ? "admits " : "does not admit ")
                + attempt.from().getHostAddress() + ": allow " + settings.allow() + ", deny " + settings.deny();
        if (!chain.says("Listener", admitted, where)) {
            return false;
        }
        if (attempt.encrypted() && settings.tls().isEmpty()) {
            return chain.says("Encryption", false, "the listener offers no TLS");
        }
        TlsRequirement required = session.requiredTls();
        return chain.says("Encryption", attempt.encrypted() || required == TlsRequirement.NONE, required(required));
    }

    private static String required(TlsRequirement required) {
        return switch (required) {
            case NONE -> "not required";
            case LOGIN -> "required to log in";
            case DATA -> "required to log in, and for data";
        };
    }

    private void entered(Attempt attempt, FtpSession session, Chain chain) {
        Login.Result known = login.known(session, attempt.user());
        if (!(known instanceof Login.Success success)) {
            chain.says("User", false, known instanceof Login.Refusal no ? no.reason() : "the users cannot be read now");
            return;
        }
        User user = success.user();
        chain.says("User", true, user.name() + " may log in from there with the right password");
        Phase.Ready ready = login.ready(session, user);
        session.phase(ready);
        if (!chain.says("User's TLS", attempt.encrypted() || user.tls() == TlsRequirement.NONE, required(user.tls()))) {
            return;
        }
        chain.passive(data.wouldAdvertise(session));
        Request request = new Request(attempt.verb(), attempt.argument());
        Optional<Reply> refusal = dispatcher.objection(session, request);
        if (request.verb().equals("PORT") || request.verb().equals("EPRT")) {
            if (commanded(request, refusal, chain)) {
                addressed(session, request, chain);
            }
            return;
        }
        Pathname path = ready.directory().resolve(request.argument());
        Set<Permission> there = ready.tree().permissions(path);
        chain.rights(there);
        Set<Permission> missing = new TreeSet<>(dispatcher.needs(session, request));
        missing.removeAll(there);
        // Where no mount grants it the command is refused; that this one does not says more.
        boolean nowhere =
                !missing.isEmpty() && refusal.isPresent() && refusal.get().code() == 550;
        if ((nowhere || commanded(request, refusal, chain)) && placed(ready, path, missing, chain)) {
            new Surroundings(ready.tree(), path, there).suit(request, chain);
        }
    }

    private static boolean commanded(Request request, Optional<Reply> refusal, Chain chain) {
        return chain.says(
                "Command",
                refusal.isEmpty(),
                refusal.map(Rules::told)
                        .orElse(request.verb() + " is there, and the user has what it needs somewhere"));
    }

    private static String told(Reply reply) {
        return reply.code() + " " + reply.lines().get(0);
    }

    /** What a client would be told of it. */
    static String told(Exception failure) {
        return told(ErrorReplies.of(failure));
    }

    private void addressed(FtpSession session, Request request, Chain chain) {
        Optional<ActiveDecision> decision = data.wouldConnect(session, request);
        if (decision.isEmpty()) {
            chain.says(
                    "Address",
                    false,
                    "'" + request.argument() + "' is not an address and a port for " + request.verb());
        } else if (decision.get() instanceof ActiveDecision.Refuse refuse) {
            chain.says("Address", false, refuse.reason());
        } else {
            chain.says("Address", true, "the server may connect to " + request.argument());
        }
    }

    private static boolean placed(Phase.Ready ready, Pathname path, Set<Permission> missing, Chain chain) {
        Optional<Mount> mount = ready.tree().mountAt(path);
        if (mount.isEmpty()) {
            return chain.says("Mount", missing.isEmpty(), path + " lies in none of the user's mounts");
        }
        String rule = rule(mount.get()) + " decides for " + path;
        if (!missing.isEmpty()) {
            return chain.says(
                    "Mount",
                    false,
                    rule + " and does not grant " + words(missing) + ": "
                            + told(new AccessDeniedException(path.toString())));
        }
        chain.says("Mount", true, rule);
        String backend = "backend " + mount.get().backend();
        try {
            return chain.says("Storage", ready.tree().isServed(mount.get()), backend);
        } catch (IOException e) {
            return chain.says("Storage", false, backend + ": " + e.getMessage());
        }
    }

    static String rule(Mount mount) {
        return "mount." + mount.at() + " = " + mount.backend() + ":" + mount.directory();
    }

    /** As they stand in the file of the users. */
    private static String words(Set<Permission> permissions) {
        return permissions.stream()
                .map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }
}
