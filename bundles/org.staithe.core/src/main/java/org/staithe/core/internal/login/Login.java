// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.login;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.auth.Authenticator;
import org.staithe.auth.Credentials;
import org.staithe.auth.Secret;
import org.staithe.auth.User;
import org.staithe.auth.UserStore;
import org.staithe.auth.Verdict;
import org.staithe.command.Reply;
import org.staithe.core.internal.mounts.UserTree;
import org.staithe.core.internal.session.FtpSession;
import org.staithe.core.internal.session.Phase.Ready;
import org.staithe.core.internal.whiteboard.Berth;
import org.staithe.core.internal.whiteboard.Lease;
import org.staithe.core.internal.whiteboard.ListenerTarget;
import org.staithe.core.internal.whiteboard.Unwinding;
import org.staithe.core.internal.whiteboard.Whiteboard;
import org.staithe.filesystem.FileSystemBackend;
import org.staithe.filesystem.Pathname;

/**
 * Asks the authenticators in order until one judges, then the user stores until one knows the user.
 *
 * <p>The client learns only whether it is in; the reason goes to the log and to the listeners.
 */
public final class Login {

    /** The same text for every refusal. */
    public static final Reply REFUSED = Reply.of(530, "Login incorrect.");

    public static final Reply TRY_LATER = Reply.of(421, "Logins are not possible now, please try again.");

    private static final Logger log = LoggerFactory.getLogger(Login.class);

    private final Whiteboard<Authenticator> authenticators;
    private final Whiteboard<UserStore> stores;
    private final Whiteboard<FileSystemBackend> backends;
    private final InstantSource clock;

    /** What came of an attempt. */
    public sealed interface Result {}

    public record Success(User user) implements Result {}

    public record Refusal(String reason) implements Result {}

    /** Nobody could judge. */
    public record Unavailable() implements Result {}

    public Login(
            Whiteboard<Authenticator> authenticators,
            Whiteboard<UserStore> stores,
            Whiteboard<FileSystemBackend> backends,
            InstantSource clock) {
        this.authenticators = authenticators;
        this.stores = stores;
        this.backends = backends;
        this.clock = clock;
    }

    /**
     * Tries to log in. Blocks as long as the plugins do.
     *
     * @throws org.staithe.core.internal.whiteboard.ServiceGap if a plugin that may know the user is just being replaced
     */
    public Result attempt(FtpSession session, String userName, Secret password) {
        Result result = judge(session, new Shown(session, userName, password));
        if (result instanceof Refusal refusal) {
            log.info("Session {} from {}: login refused: {}", session.id(), session.peer(), refusal.reason());
        } else if (result instanceof Success success) {
            log.info("Session {} from {}: {} logged in", session.id(), session.peer(), success.user());
        }
        return result;
    }

    /**
     * Whether a user who has shown the right password would be let in.
     *
     * @throws org.staithe.core.internal.whiteboard.ServiceGap if nobody can be asked now
     */
    public Result known(FtpSession session, String userName) {
        return find(session, userName);
    }

    /** The state of a session of this user. */
    public Ready ready(FtpSession session, User user) {
        return new Ready(user, new UserTree(user, backends, session.listener()), Pathname.of(user.home()));
    }

    private Result judge(FtpSession session, Credentials credentials) {
        Whiteboard.Search<Authenticator> search = authenticators.search("no authenticator", 421);
        boolean failed = false;
        for (Berth<Authenticator> berth : search.berths()) {
            if (!ListenerTarget.matches(berth, session.listener())) {
                continue;
            }
            Optional<Lease<Authenticator>> leased = authenticators.borrow(berth, 421);
            if (leased.isEmpty()) {
                failed = failed || !berth.leaving();
                continue;
            }
            Verdict verdict;
            try (Lease<Authenticator> lease = leased.get()) {
                verdict = lease.call("authenticate", one -> one.authenticate(credentials));
            } catch (Unwinding back) {
                throw back;
            } catch (IOException e) {
                log.warn("Authenticator of {} cannot judge now: {}", berth, e.toString());
                failed = true;
                continue;
            } catch (RuntimeException | Error e) {
                log.error("Authenticator of {} failed", berth, e);
                failed = true;
                continue;
            }
            if (verdict instanceof Verdict.Accepted accepted) {
                return find(session, accepted.userName());
            }
            if (verdict instanceof Verdict.Rejected rejected) {
                return new Refusal(rejected.reason());
            }
        }
        search.nobody();
        return failed ? new Unavailable() : new Refusal("no authenticator knows this user");
    }

    private Result find(FtpSession session, String userName) {
        Whiteboard.Search<UserStore> search = stores.search("no user store", 421);
        for (Berth<UserStore> berth : search.berths()) {
            if (!ListenerTarget.matches(berth, session.listener())) {
                continue;
            }
            Optional<Lease<UserStore>> leased = stores.borrow(berth, 421);
            if (leased.isEmpty()) {
                if (berth.leaving()) {
                    continue;
                }
                log.warn("User store of {} is left alone for a while", berth);
                return new Unavailable();
            }
            try (Lease<UserStore> lease = leased.get()) {
                Optional<User> user = lease.call("find", store -> store.find(userName));
                if (user.isPresent()) {
                    return admit(session, user.get());
                }
            } catch (Unwinding back) {
                throw back;
            } catch (IOException e) {
                log.warn("User store of {} cannot look now: {}", berth, e.toString());
                return new Unavailable();
            } catch (RuntimeException | Error e) {
                log.error("User store of {} failed", berth, e);
                return new Unavailable();
            }
        }
        search.nobody();
        return new Refusal("no user store knows '" + userName + "'");
    }

    private Result admit(FtpSession session, User user) {
        if (user.expires().filter(end -> !clock.instant().isBefore(end)).isPresent()) {
            return new Refusal("user " + user + " has expired");
        }
        boolean allowedFrom = user.networks().isEmpty()
                || user.networks().stream()
                        .anyMatch(network -> network.contains(session.peer().getAddress()));
        return allowedFrom ? new Success(user) : new Refusal("user " + user + " may not log in from this network");
    }

    /** What the session has shown of itself. */
    private record Shown(FtpSession session, String userName, Secret password) implements Credentials {

        @Override
        public List<X509Certificate> certificates() {
            return session.channel()
                    .tls()
                    .map(tls -> {
                        List<X509Certificate> chain = new ArrayList<>();
                        try {
                            for (Certificate certificate : tls.getPeerCertificates()) {
                                if (certificate instanceof X509Certificate x509) {
                                    chain.add(x509);
                                }
                            }
                        } catch (SSLPeerUnverifiedException e) {
                            // the client showed none
                        }
                        return List.copyOf(chain);
                    })
                    .orElse(List.of());
        }

        @Override
        public InetSocketAddress peer() {
            return session.peer();
        }

        @Override
        public boolean secure() {
            return session.secure();
        }

        @Override
        public String listener() {
            return session.listener();
        }

        @Override
        public Optional<String> host() {
            return session.host();
        }
    }
}
