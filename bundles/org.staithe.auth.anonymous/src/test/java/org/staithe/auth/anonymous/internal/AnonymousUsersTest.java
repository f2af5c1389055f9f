// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.anonymous.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.auth.Authenticator;
import org.staithe.auth.Mount;
import org.staithe.auth.Permission;
import org.staithe.auth.User;
import org.staithe.auth.UserStore;
import org.staithe.auth.Verdict;
import org.staithe.testkit.auth.AuthenticatorContract;
import org.staithe.testkit.auth.GivenCredentials;
import org.staithe.testkit.auth.UserStoreContract;

class AnonymousUsersTest {

    private static final AnonymousUsers USERS = new AnonymousUsers(new GivenConfig("/pub", ""));

    @Nested
    class AsAuthenticator extends AuthenticatorContract {

        @Override
        protected Authenticator authenticator() {
            return USERS;
        }

        @Override
        protected String knownName() {
            return "anonymous";
        }

        @Override
        protected String password() {
            return "guest@example.org";
        }

        @Override
        protected boolean judgesPasswords() {
            return false;
        }
    }

    @Nested
    class AsUserStore extends UserStoreContract {

        @Override
        protected UserStore userStore() {
            return USERS;
        }

        @Override
        protected String knownName() {
            return "anonymous";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "ftp", "Anonymous", "FTP"})
    void everyAnonymousNameIsOneUserWithAnyPassword(String name) {
        assertThat(USERS.authenticate(GivenCredentials.of(name, ""))).isEqualTo(new Verdict.Accepted("anonymous"));
        assertThat(USERS.find(name)).get().extracting(User::name).isEqualTo("anonymous");
    }

    @Test
    void withoutMoreWordsEverythingIsReadOnly() {
        assertThat(user(new GivenConfig("/pub", "")).mounts())
                .containsExactly(Mount.of("default")
                        .directory("/pub")
                        .permissions(Permission.READ_ONLY)
                        .build());
    }

    @Test
    void incomingTakesNewFilesAndShowsNone() {
        User user = user(new GivenConfig("/pub", "/incoming"));

        assertThat(user.mounts()).hasSize(2);
        Mount incoming = user.mounts().get(1);
        assertThat(incoming.at()).isEqualTo("/incoming");
        assertThat(incoming.directory()).isEqualTo("/pub/incoming");
        assertThat(incoming.permissions()).containsExactlyInAnyOrder(Permission.ENTER, Permission.STORE);
    }

    @Test
    void limitsReachTheUserInBytes() {
        User user = user(new GivenConfig("default", "/", "", 7, 100, 50, 3));

        assertThat(user.limits().sessions()).isEqualTo(7);
        assertThat(user.limits().downloadRate()).isEqualTo(102_400);
        assertThat(user.limits().uploadRate()).isEqualTo(51_200);
        assertThat(user.limits().uploadSize()).isEqualTo(3_145_728);
        assertThat(user.administrator()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'', directory = : write an absolute path",
        "pub, directory = pub: write an absolute path",
        "/pub/../etc, directory = /pub/../etc: write an absolute path",
    })
    void aDirectoryThatIsNotAbsoluteAndNormalIsRefused(String directory, String reason) {
        assertThatThrownBy(() -> user(new GivenConfig(directory, "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void otherWrongValuesAreNamedWithWhatIsAllowed() {
        assertThatThrownBy(() -> user(new GivenConfig("/pub", "incoming")))
                .hasMessageContaining("incoming = incoming: write");
        assertThatThrownBy(() -> user(new GivenConfig("/pub", "/"))).hasMessageContaining("incoming = /: ");
        assertThatThrownBy(() -> user(new GivenConfig(" ", "/pub", "", 0, 0, 0, 0)))
                .hasMessageContaining("backend =  : write");
        assertThatThrownBy(() -> user(new GivenConfig("default", "/pub", "", -1, 0, 0, 0)))
                .hasMessage("sessions = -1: write a number from 0 (no limit) to 1000000");
        assertThatThrownBy(() -> user(new GivenConfig("default", "/pub", "", 0, -1, 0, 0)))
                .hasMessageContaining("download.kib.per.second = -1: write");
        assertThatThrownBy(() -> user(new GivenConfig("default", "/pub", "", 0, 0, -1, 0)))
                .hasMessageContaining("upload.kib.per.second = -1: write");
        assertThatThrownBy(() -> user(new GivenConfig("default", "/pub", "", 0, 0, 0, -1)))
                .hasMessageContaining("upload.mib = -1: write");
    }

    @Test
    void aWrongChangeIsRefusedWholeAndARightOneApplies() {
        AnonymousUsers users = new AnonymousUsers(new GivenConfig("/pub", ""));
        User before = users.find("ftp").orElseThrow();

        assertThatThrownBy(() -> users.modified(new GivenConfig("/other", "incoming")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("incoming = incoming: write an absolute path without //, . or .., such as /pub");
        assertThat(users.find("ftp")).contains(before);

        users.modified(new GivenConfig("/other", ""));
        assertThat(users.find("ftp").orElseThrow().mounts())
                .singleElement()
                .extracting(Mount::directory)
                .isEqualTo("/other");
    }

    private static User user(GivenConfig config) {
        return new AnonymousUsers(config).find("anonymous").orElseThrow();
    }

    @SuppressWarnings("BadAnnotationImplementation") // only read, never compared
    private record GivenConfig(
            String backend,
            String directory,
            String incoming,
            int sessions,
            int download_kib_per_second,
            int upload_kib_per_second,
            int upload_mib)
            implements AnonymousUsers.Config {

        GivenConfig(String directory, String incoming) {
            this("default", directory, incoming, 20, 0, 0, 1024);
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return AnonymousUsers.Config.class;
        }
    }
}
