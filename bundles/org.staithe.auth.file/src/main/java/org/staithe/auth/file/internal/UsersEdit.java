// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.staithe.auth.Secret;
import org.staithe.auth.UserEntry;
import org.staithe.auth.file.internal.hash.PasswordHash;

/**
 * Changes a users file and keeps what a person wrote into it. A change that would break the file is refused, and so is
 * one of a file that is broken: who repairs it by hand must see it whole.
 */
final class UsersEdit {

    private static final String PASSWORD = "password";

    private final Path file;

    /** What is done to the text. */
    @FunctionalInterface
    private interface Change {
        void make(UsersText text) throws IOException, BrokenUsersException, RefusedException;
    }

    /** Gives a password when it is needed, for it may have to be asked for. */
    @FunctionalInterface
    interface PasswordSource {
        Secret take() throws IOException, RefusedException;
    }

    UsersEdit(Path file) {
        this.file = file;
    }

    void add(String user, List<String> settings, PasswordSource password)
            throws IOException, BrokenUsersException, RefusedException {
        edit(user, true, text -> {
            text.add(user, settings);
            UsersParser.parse(text.toString()); // before anybody types a password in vain
            text.set(user, PASSWORD, hash(password));
        });
    }

    /** All or none. */
    void addHashed(Map<String, String> hashes, Function<String, List<String>> settings)
            throws IOException, BrokenUsersException, RefusedException {
        byte[] before = SafeReplacement.content(file);
        UsersParser.parse(before);
        UsersText text = new UsersText(UsersParser.text(before));
        for (Map.Entry<String, String> one : hashes.entrySet()) {
            String user = one.getKey();
            refuseUnlessNameable(user);
            if (text.has(user)) {
                throw new RefusedException(user + " is there already");
            }
            try {
                PasswordHash.of(one.getValue());
            } catch (IllegalArgumentException e) {
                throw new RefusedException(user + ": " + e.getMessage());
            }
            text.add(user, settings.apply(user));
            text.set(user, PASSWORD, one.getValue());
        }
        byte[] after = text.toString().getBytes(StandardCharsets.UTF_8);
        UsersParser.parse(after);
        SafeReplacement.replace(file, before, after);
    }

    void change(String user, Map<String, String> settings) throws IOException, BrokenUsersException, RefusedException {
        edit(user, false, text -> {
            text.entries(user).keySet().stream()
                    .filter(key -> !key.equals(PASSWORD) && !settings.containsKey(key))
                    .forEach(key -> text.unset(user, key));
            List<Map.Entry<String, String>> wanted = new ArrayList<>(settings.entrySet());
            Collections.reverse(wanted); // a new key comes first in its section
            for (Map.Entry<String, String> setting : wanted) {
                if (!setting.getValue().equals(text.entries(user).get(setting.getKey()))) {
                    text.set(user, setting.getKey(), setting.getValue());
                }
            }
        });
    }

    void changePassword(String user, PasswordSource password)
            throws IOException, BrokenUsersException, RefusedException {
        edit(user, false, text -> text.set(user, PASSWORD, hash(password)));
    }

    void remove(String user) throws IOException, BrokenUsersException, RefusedException {
        edit(user, false, text -> text.remove(user));
    }

    List<UserEntry> entries() throws IOException, BrokenUsersException {
        String content = UsersParser.text(SafeReplacement.content(file));
        UsersText text = new UsersText(content);
        List<UserEntry> entries = new ArrayList<>();
        for (Account account : UsersParser.parse(content).all()) {
            Map<String, String> settings =
                    new LinkedHashMap<>(text.entries(account.user().name()));
            settings.remove(PASSWORD);
            entries.add(
                    UserEntry.of(account.user(), settings, account.password().isPresent()));
        }
        return entries;
    }

    private void edit(String user, boolean adds, Change change)
            throws IOException, BrokenUsersException, RefusedException {
        refuseUnlessNameable(user);
        byte[] before = SafeReplacement.content(file);
        UsersParser.parse(before);
        UsersText text = new UsersText(UsersParser.text(before));
        if (text.has(user) == adds) {
            throw new RefusedException(user + (adds ? " is there already" : " is not there"));
        }
        change.make(text);
        byte[] after = text.toString().getBytes(StandardCharsets.UTF_8);
        UsersParser.parse(after);
        SafeReplacement.replace(file, before, after);
    }

    private static void refuseUnlessNameable(String user) throws RefusedException {
        String objection = UsersParser.objection(user);
        if (!objection.isEmpty()) {
            throw new RefusedException("'" + Problem.printable(user) + "' cannot be a user: " + objection);
        }
    }

    private static String hash(PasswordSource source) throws IOException, RefusedException {
        try (Secret password = source.take()) {
            return PasswordHash.create(password);
        }
    }
}
