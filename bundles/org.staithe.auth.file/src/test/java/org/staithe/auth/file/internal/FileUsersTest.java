// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.staithe.auth.Authenticator;
import org.staithe.auth.UserStore;
import org.staithe.auth.Verdict;
import org.staithe.testkit.auth.AuthenticatorContract;
import org.staithe.testkit.auth.GivenCredentials;
import org.staithe.testkit.auth.UserStoreContract;
import org.staithe.testkit.log.Logged;

class FileUsersTest {

    private static final String PASSWORD = "grün & blau";
    private static final String USERS = """
            [ann]
            password = $2b$05$l5e/fJfySYcvRd79F9KnC.t9nWvYWgiGeDTMpztBGOb7TX./FQZEm
            mount./ = default:/ann read-write
            [old]
            password = $2b$05$l5e/fJfySYcvRd79F9KnC.t9nWvYWgiGeDTMpztBGOb7TX./FQZEm
            expires = 2026-11-22
            [far]
            password = $2b$05$l5e/fJfySYcvRd79F9KnC.t9nWvYWgiGeDTMpztBGOb7TX./FQZEm
            networks = 192.0.2.0/24
            [off]
            password = $2b$05$l5e/fJfySYcvRd79F9KnC.t9nWvYWgiGeDTMpztBGOb7TX./FQZEm
            disabled = true
            [elsewhere]
            mount./ = default:/elsewhere read-only
            [elsewhere-off]
            disabled = true
            """;

    private final Logged logged = new Logged(UsersFile.class);
    private final PasswordCheck check = new PasswordCheck(2, Duration.ofSeconds(10));

    @TempDir
    Path folder;

    private FileUsers users;

    @BeforeEach
    void start() throws IOException {
        Path file = Files.writeString(folder.resolve("users.ini"), USERS);
        users = new FileUsers(file, check, Duration.ZERO, InstantSource.fixed(Instant.parse("2026-11-22T00:00:00Z")));
    }

    @AfterEach
    void stop() {
        users.stop();
        logged.close();
    }

    @Nested
    class AsAuthenticator extends AuthenticatorContract {

        @Override
        protected Authenticator authenticator() {
            return users;
        }

        @Override
        protected String knownName() {
            return "ann";
        }

        @Override
        protected String password() {
            return PASSWORD;
        }
    }

    @Nested
    class AsUserStore extends UserStoreContract {

        @Override
        protected UserStore userStore() {
            return users;
        }

        @Override
        protected String knownName() {
            return "ann";
        }
    }

    @Test
    void expiredDisabledAndFarAwayUsersAreRejectedInSpiteOfTheRightPassword() throws IOException {
        assertThat(verdict("old", PASSWORD)).isEqualTo(rejected("the account expired at 2026-11-22T00:00:00Z"));
        assertThat(verdict("off", PASSWORD)).isEqualTo(rejected("the account is disabled"));
        assertThat(verdict("far", PASSWORD)).isEqualTo(rejected("the account may not log in from this address"));
        assertThat(users.authenticate(
                        GivenCredentials.of("far", PASSWORD).from(InetAddress.getByName("::ffff:192.0.2.7"))))
                .isEqualTo(new Verdict.Accepted("far"));
    }

    @Test
    void everyNameCostsOneHashWhateverTheAnswer() throws IOException {
        long computed = 0;
        for (String name : List.of("ann", "old", "off", "far", "elsewhere", "elsewhere-off", "nobody")) {
            for (String password : List.of(PASSWORD, "wrong")) {
                verdict(name, password);

                assertThat(check.computed()).as("hashes for %s", name).isEqualTo(++computed);
            }
        }
    }

    @Test
    void anEmptyOrEndlessPasswordCostsNoHashWhoeverSendsIt() throws IOException {
        for (String name : List.of("ann", "nobody")) {
            verdict(name, "");
            verdict(name, "x".repeat(1025));
        }

        assertThat(check.computed()).isZero();
    }

    @Test
    void aUserWithoutAPasswordIsLeftToOtherAuthenticatorsButFoundHere() throws IOException {
        assertThat(verdict("elsewhere", PASSWORD)).isEqualTo(new Verdict.Abstained());
        assertThat(users.find("elsewhere")).isPresent();
    }

    @Test
    void aDisabledUserIsRefusedWhoeverJudgesThePassword() throws IOException {
        assertThat(verdict("elsewhere-off", PASSWORD)).isEqualTo(rejected("the account is disabled"));
        assertThat(users.find("elsewhere-off").orElseThrow().expires()).contains(Instant.EPOCH);
    }

    @Test
    void aConfigurationThatIsWrongSaysWhichKeyAndWhatIsAllowed() {
        assertThatThrownBy(() -> new FileUsers(new GivenConfig("", 2, 5, 60)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("users = : write the absolute path");
        assertThatThrownBy(() -> new FileUsers(new GivenConfig("users.ini", 2, 5, 60)))
                .hasMessageContaining("users = users.ini: write the absolute path");
        assertThatThrownBy(() -> new FileUsers(new GivenConfig(folder.toString(), 2, 5, 60)))
                .hasMessageContaining("users = " + folder);
        assertThatThrownBy(() -> new FileUsers(new GivenConfig("/users.ini", 0, 5, 60)))
                .hasMessage("verifications.at.once = 0: write a number from 1 to 64");
        assertThatThrownBy(() -> new FileUsers(new GivenConfig("/users.ini", 2, 61, 60)))
                .hasMessage("verification.wait.seconds = 61: write a number from 1 to 60");
        assertThatThrownBy(() -> new FileUsers(new GivenConfig("/users.ini", 2, 5, -1)))
                .hasMessage("verified.remember.seconds = -1: write a number from 0 to 3600");
    }

    @Test
    void aChangeToAFileThatCannotBeUsedIsRefusedAndTheFormerUsersStay() throws IOException {
        Path missing = folder.resolve("missing.ini");
        Path broken = Files.writeString(folder.resolve("broken.ini"), "[bob]\ndisabled = perhaps\n");

        assertThatThrownBy(() -> users.modified(new GivenConfig(missing.toString(), 2, 5, 60)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("users = " + missing
                        + ": write the path of a users file that can be read and is in order (there is no such file)");
        assertThatThrownBy(() -> users.modified(new GivenConfig(broken.toString(), 2, 5, 60)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("users = " + broken)
                .hasMessageContaining("line 2: [bob] disabled = perhaps: write true or false");
        assertThatThrownBy(() -> users.modified(new GivenConfig(broken.toString(), 0, 5, 60)))
                .hasMessage("verifications.at.once = 0: write a number from 1 to 64");

        assertThat(verdict("ann", PASSWORD)).isEqualTo(new Verdict.Accepted("ann"));
    }

    @Test
    void aChangeToAGoodFileTakesItsUsersAndWatchesIt() throws IOException {
        Path other = Files.writeString(folder.resolve("other.ini"), "[bob]\n");

        users.modified(new GivenConfig(other.toString(), 2, 5, 60));

        assertThat(users.find("bob")).isPresent();
        assertThat(users.find("ann")).isEmpty();
        Files.writeString(other, "[bob]\n[eve]\n");
        assertThat(users.find("eve")).isPresent();
    }

    @Test
    void whereNobodyCouldLogInYetAFileMayComeLater() throws IOException {
        FileUsers empty =
                new FileUsers(new GivenConfig(folder.resolve("none.ini").toString(), 2, 5, 60));
        Path later = folder.resolve("later.ini");

        empty.modified(new GivenConfig(later.toString(), 2, 5, 60));

        Files.writeString(later, "[bob]\n");
        assertThat(empty.find("bob")).isPresent();
        empty.stop();
    }

    @Test
    void passwordChecksUnderWayStillCountWhenNothingIsChangedAboutThem() {
        assertThat(check.changedTo(2, Duration.ofSeconds(10))).isSameAs(check);
        assertThat(check.changedTo(3, Duration.ofSeconds(10))).isNotSameAs(check);
    }

    private Verdict verdict(String name, String password) throws IOException {
        return users.authenticate(GivenCredentials.of(name, password));
    }

    private static Verdict rejected(String reason) {
        return new Verdict.Rejected(reason);
    }

    @SuppressWarnings("BadAnnotationImplementation") // only read, never compared
    private record GivenConfig(
            String users, int verifications_at_once, int verification_wait_seconds, int verified_remember_seconds)
            implements FileUsers.Config {

        @Override
        public Class<? extends Annotation> annotationType() {
            return FileUsers.Config.class;
        }
    }
}
