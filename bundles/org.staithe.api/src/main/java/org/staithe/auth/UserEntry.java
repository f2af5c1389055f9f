// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A user as it is written down in a {@link UserRegister}, without its password. Immutable. */
public final class UserEntry {

    private final User user;
    private final Map<String, String> settings;
    private final boolean password;

    private UserEntry(User user, Map<String, String> settings, boolean password) {
        this.user = user;
        this.settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        this.password = password;
    }

    /**
     * Makes one.
     *
     * @param settings as written, in their order
     * @param password whether there is one
     */
    public static UserEntry of(User user, Map<String, String> settings, boolean password) {
        return new UserEntry(user, settings, password);
    }

    /** What the settings mean. */
    public User user() {
        return user;
    }

    /** Keys and values as they are written, such as {@code mount./ = default:/ann read-write}. */
    public Map<String, String> settings() {
        return settings;
    }

    public boolean hasPassword() {
        return password;
    }

    @Override
    public String toString() {
        return user.name();
    }
}
