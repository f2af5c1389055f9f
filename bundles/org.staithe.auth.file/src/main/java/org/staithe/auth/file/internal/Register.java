// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.staithe.auth.Secret;
import org.staithe.auth.UserEntry;
import org.staithe.auth.UserRegister;

/** Offers the editing of a users file to the rest of the server. */
record Register(Path file) implements UserRegister {

    private static final int LONGEST_PASSWORD = 1024;

    /** An edit; its refusals become those of the interface. */
    @FunctionalInterface
    private interface Edit<T> {
        T make(UsersEdit users) throws IOException, BrokenUsersException, RefusedException;
    }

    @Override
    public String place() {
        return file.toString();
    }

    @Override
    public List<UserEntry> entries() throws IOException {
        return edit(UsersEdit::entries);
    }

    @Override
    public void addHashed(Map<String, String> hashes, Map<String, String> settings) throws IOException {
        checked(settings);
        edit(users -> {
            users.addHashed(hashes, name -> lines(checked(named(settings, name))));
            return true;
        });
    }

    private static Map<String, String> named(Map<String, String> settings, String name) {
        Map<String, String> named = new LinkedHashMap<>();
        settings.forEach((key, value) -> named.put(key, value.replace("{name}", name)));
        return named;
    }

    private static List<String> lines(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = " + setting.getValue())
                .collect(Collectors.toList());
    }

    @Override
    public void add(String name, Map<String, String> settings, Secret password) throws IOException {
        List<String> lines = lines(checked(settings));
        edit(users -> {
            users.add(name, lines, () -> checked(password));
            return true;
        });
    }

    @Override
    public void change(String name, Map<String, String> settings) throws IOException {
        edit(users -> {
            users.change(name, checked(settings));
            return true;
        });
    }

    @Override
    public void changePassword(String name, Secret password) throws IOException {
        edit(users -> {
            users.changePassword(name, () -> checked(password));
            return true;
        });
    }

    @Override
    public void remove(String name) throws IOException {
        edit(users -> {
            users.remove(name);
            return true;
        });
    }

    private <T> T edit(Edit<T> edit) throws IOException {
        try {
            // One at a time: two at once would each find that the other has changed the file.
            synchronized (Register.class) {
                return edit.make(new UsersEdit(file));
            }
        } catch (RefusedException | BrokenUsersException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** A line break would begin a line of its own, and the password is not set like a setting. */
    private static Map<String, String> checked(Map<String, String> settings) {
        settings.forEach((key, value) -> {
            if ((key + value).codePoints().anyMatch(Character::isISOControl) || key.contains("=")) {
                throw new IllegalArgumentException(
                        Problem.printable(key) + ": control characters and '=' in keys are not allowed");
            }
            if (key.equals("password")) {
                throw new IllegalArgumentException("password: it is changed apart from the settings");
            }
        });
        return settings;
    }

    private static Secret checked(Secret password) throws RefusedException {
        char[] characters = password.characters();
        if (characters.length == 0 || characters.length > LONGEST_PASSWORD) {
            throw new RefusedException("a password has 1 to " + LONGEST_PASSWORD + " characters");
        }
        for (char c : characters) {
            if (c == '\r' || c == '\n' || c == '\0') {
                throw new RefusedException("a password has no line breaks and no NUL");
            }
        }
        return password;
    }
}
