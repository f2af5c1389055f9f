// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.access;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.staithe.auth.Authenticator;
import org.staithe.auth.Credentials;
import org.staithe.auth.Secret;
import org.staithe.auth.User;
import org.staithe.auth.UserRegister;
import org.staithe.auth.UserStore;
import org.staithe.auth.Verdict;

/**
 * The people who may enter the console: those plugins for users that are for the listener {@code web-console}, which no
 * FTP client reaches. So passwords are kept and checked as everywhere else, but an FTP password opens no console.
 */
@Component(service = Accounts.class)
public final class Accounts {

    static final String LISTENER = "web-console";
    private static final String OURS = "(staithe.listeners=" + LISTENER + ")";

    @Reference(target = OURS, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Authenticator> authenticators = List.of();

    @Reference(target = OURS, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<UserStore> stores = List.of();

    @Reference(
            target = OURS,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable UserRegister register;

    /** The user if these are his credentials and he may enter the console now. */
    Optional<User> judge(String name, Secret password, InetSocketAddress peer) throws IOException {
        Credentials shown = new Shown(name, password, peer);
        for (Authenticator authenticator : authenticators) {
            Verdict verdict = authenticator.authenticate(shown);
            if (verdict instanceof Verdict.Accepted accepted) {
                return find(accepted.userName());
            }
            if (verdict instanceof Verdict.Rejected) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** A user who may enter the console now. */
    Optional<User> find(String name) throws IOException {
        for (UserStore store : stores) {
            Optional<User> user = store.find(name);
            if (user.isPresent()) {
                return user.filter(known -> known.console().isPresent()).filter(known -> known.expires()
                        .filter(end -> !Instant.now().isBefore(end))
                        .isEmpty());
            }
        }
        return Optional.empty();
    }

    /** Whether somebody may enter. */
    boolean somebody() throws IOException {
        UserRegister now = register;
        return now != null && enters(now);
    }

    /** Whether nobody may enter yet, and somebody can be added. */
    boolean nobody() throws IOException {
        UserRegister now = register;
        return now != null && !enters(now);
    }

    private static boolean enters(UserRegister register) throws IOException {
        return register.entries().stream()
                .anyMatch(entry -> entry.user().console().isPresent());
    }

    void addAdministrator(String name, Secret password) throws IOException {
        UserRegister now = register;
        if (now == null) {
            throw new IOException("no plugin keeps users for " + OURS);
        }
        now.add(name, Map.of("console", "administrator"), password);
    }

    /** What was typed into the login page. */
    private record Shown(String userName, Secret password, InetSocketAddress peer) implements Credentials {

        @Override
        public List<X509Certificate> certificates() {
            return List.of();
        }

        @Override
        public boolean secure() {
            return true;
        }

        @Override
        public String listener() {
            return LISTENER;
        }

        @Override
        public Optional<String> host() {
            return Optional.empty();
        }
    }
}
