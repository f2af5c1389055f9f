// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.staithe.auth.Authenticator;
import org.staithe.auth.Verdict;

/** What every {@link Authenticator} must do. Extend it in the tests of a plugin. */
public abstract class AuthenticatorContract {

    private static final int CLIENTS = 8;

    /** The authenticator under test; it knows {@link #knownName()} and does not know {@code nobody-of-this-name}. */
    protected abstract Authenticator authenticator() throws IOException;

    /** The name of a user who may log in from the loopback address without TLS. */
    protected abstract String knownName();

    /** The password of that user. */
    protected abstract String password();

    /** Whether passwords are judged at all; not so for anonymous users. */
    protected boolean judgesPasswords() {
        return true;
    }

    @Test
    public void theRightPasswordIsAccepted() throws IOException {
        assertThat(authenticator().authenticate(GivenCredentials.of(knownName(), password())))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    public void aWrongPasswordIsRejected() throws IOException {
        assumeTrue(judgesPasswords());

        for (String wrong :
                List.of(password() + "x", password() + " ", password().substring(1), "wrong")) {
            assertThat(authenticator().authenticate(GivenCredentials.of(knownName(), wrong)))
                    .as("password '%s'", wrong)
                    .isInstanceOf(Verdict.Rejected.class);
        }
    }

    @Test
    public void anEmptyPasswordIsRejected() throws IOException {
        assumeTrue(judgesPasswords());

        assertThat(authenticator().authenticate(GivenCredentials.of(knownName(), "")))
                .isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    public void unknownUsersAreLeftToTheNextAuthenticator() throws IOException {
        assertThat(authenticator().authenticate(GivenCredentials.of("nobody-of-this-name", password())))
                .isInstanceOf(Verdict.Abstained.class);
    }

    @Test
    public void oddNamesAreUnknownUsers() throws IOException {
        for (String name : OddNames.ALL) {
            assertThat(authenticator().authenticate(GivenCredentials.of(name, password())))
                    .as("user '%s'", name)
                    .isInstanceOf(Verdict.Abstained.class);
        }
    }

    @Test
    public void theReasonOfARejectionHoldsNoPassword() throws IOException {
        assumeTrue(judgesPasswords());

        assertThat(authenticator().authenticate(GivenCredentials.of(knownName(), "correct-horse-battery")))
                .isInstanceOfSatisfying(
                        Verdict.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isNotBlank().doesNotContain("correct-horse-battery"));
    }

    /** The password is the core's to wipe: the next authenticator may have to read it. */
    @Test
    public void thePasswordIsLeftAsItWas() throws IOException {
        GivenCredentials credentials = GivenCredentials.of(knownName(), password());

        authenticator().authenticate(credentials);

        assertThat(credentials.password().characters()).isEqualTo(password().toCharArray());
    }

    @Test
    public void clientsAtTheSameTimeEachGetTheirOwnVerdict() throws Exception {
        Authenticator authenticator = authenticator();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<Verdict>> known = new ArrayList<>();
            List<Future<Verdict>> unknown = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                known.add(
                        clients.submit(() -> authenticator.authenticate(GivenCredentials.of(knownName(), password()))));
                unknown.add(clients.submit(
                        () -> authenticator.authenticate(GivenCredentials.of("nobody-of-this-name", password()))));
            }
            for (int i = 0; i < CLIENTS; i++) {
                assertThat(known.get(i).get()).isInstanceOf(Verdict.Accepted.class);
                assertThat(unknown.get(i).get()).isInstanceOf(Verdict.Abstained.class);
            }
        } finally {
            clients.shutdownNow();
        }
    }
}
