// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.staithe.auth.User;
import org.staithe.auth.UserStore;

/** What every {@link UserStore} must do. Extend it in the tests of a plugin. */
public abstract class UserStoreContract {

    private static final int SESSIONS = 8;

    /** The store under test; it knows {@link #knownName()} and does not know {@code nobody-of-this-name}. */
    protected abstract UserStore userStore() throws IOException;

    /** The name of a user with at least one mount. */
    protected abstract String knownName();

    @Test
    public void aKnownUserIsFoundUnderItsName() throws IOException {
        assertThat(userStore().find(knownName())).get().extracting(User::name).isEqualTo(knownName());
    }

    @Test
    public void anUnknownUserIsNotFound() throws IOException {
        assertThat(userStore().find("nobody-of-this-name")).isEmpty();
    }

    @Test
    public void oddNamesAreNotFound() throws IOException {
        for (String name : OddNames.ALL) {
            assertThat(userStore().find(name)).as("user '%s'", name).isEmpty();
        }
    }

    @Test
    public void homeLiesWithinAMount() throws IOException {
        User user = userStore().find(knownName()).orElseThrow();

        assertThat(user.mounts()).anyMatch(mount -> {
            String below = mount.at().endsWith("/") ? mount.at() : mount.at() + "/";
            return user.home().equals(mount.at()) || user.home().startsWith(below);
        });
    }

    @Test
    public void aUserIsTheSameWhenAskedAgain() throws IOException {
        User first = userStore().find(knownName()).orElseThrow();
        User second = userStore().find(knownName()).orElseThrow();

        assertThat(second.mounts()).isEqualTo(first.mounts());
        assertThat(second.home()).isEqualTo(first.home());
        assertThat(second.administrator()).isEqualTo(first.administrator());
    }

    @Test
    public void sessionsMayAskAtTheSameTime() throws Exception {
        UserStore store = userStore();
        ExecutorService sessions = Executors.newFixedThreadPool(SESSIONS);
        try {
            List<Future<Optional<User>>> found = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                found.add(sessions.submit(() -> store.find(knownName())));
            }
            for (Future<Optional<User>> user : found) {
                assertThat(user.get()).isPresent();
            }
        } finally {
            sessions.shutdownNow();
        }
    }
}
