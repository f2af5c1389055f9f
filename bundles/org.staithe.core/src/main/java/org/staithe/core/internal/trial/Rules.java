// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.trial;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.staithe.auth.Mount;
import org.staithe.auth.Permission;
import org.staithe.auth.TlsRequirement;
import org.staithe.auth.User;
import org.staithe.command.Reply;
import org.staithe.command.Request;
import org.staithe.core.internal.dispatch.Dispatcher;
import org.staithe.core.internal.login.Login;
import org.staithe.core.internal.session.FtpSession;
import org.staithe.core.internal.session.ListenerSettings;
import org.staithe.core.internal.session.Phase;
import org.staithe.core.internal.verbs.DataVerbs;
import org.staithe.core.internal.whiteboard.PluginFault;
import org.staithe.core.internal.whiteboard.Unwinding;
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
        Pathname path = ready.directory().resolve(attempt.argument());
        Set<Permission> there = ready.tree().permissions(path);
        chain.rights(there);
        chain.passive(data.wouldAdvertise(session));
        Request request = new Request(attempt.verb(), attempt.argument());
        Optional<Reply> refusal = dispatcher.objection(session, request);
        if (!chain.says(
                "Command",
                refusal.isEmpty(),
                refusal.map(reply -> reply.code() + " " + reply.lines().get(0))
                        .orElse(attempt.verb() + " is there, and the user has what it needs somewhere"))) {
            return;
        }
        placed(ready, path, there, dispatcher.needs(session, request), chain);
    }

    private static void placed(
            Phase.Ready ready, Pathname path, Set<Permission> there, Set<Permission> needs, Chain chain) {
        Optional<Mount> mount = ready.tree().mountAt(path);
        if (mount.isEmpty()) {
            chain.says("Mount", needs.isEmpty(), path + " lies in none of the user's mounts");
            return;
        }
        Set<Permission> missing = new TreeSet<>(needs);
        missing.removeAll(there);
        String rule = "mount." + mount.get().at() + " = " + mount.get().backend() + ":"
                + mount.get().directory() + " decides for " + path;
        if (!chain.says(
                "Mount", missing.isEmpty(), missing.isEmpty() ? rule : rule + " and does not grant " + missing)) {
            return;
        }
        if (needs.contains(Permission.STORE) && !there.contains(Permission.OVERWRITE)) {
            chain.says("Existing file", true, "a new file only: OVERWRITE is not granted");
        }
        try {
            chain.says(
                    "Storage",
                    ready.tree().isServed(mount.get()),
                    "backend " + mount.get().backend());
        } catch (IOException e) {
            chain.says("Storage", false, "backend " + mount.get().backend() + ": " + e.getMessage());
        }
    }
}
