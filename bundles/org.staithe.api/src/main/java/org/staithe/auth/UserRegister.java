// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Lets operators change the users that a plugin keeps.
 *
 * <p>Registered as an OSGi service by plugins whose users can be edited, beside their {@link UserStore}; the web console
 * calls it. Safe for concurrent use; may block. What it refuses, it refuses with an {@link IllegalArgumentException}
 * whose message an operator may see; then nothing has changed.
 */
@ConsumerType
public interface UserRegister {

    /** Where the users are kept, for operators: a path, a URL. */
    String place();

    /** All users, in the order in which they are written. */
    List<UserEntry> entries() throws IOException;

    /** Adds a user. */
    void add(String name, Map<String, String> settings, Secret password) throws IOException;

    /**
     * Adds users who bring the hash of their password, all of them or none.
     *
     * @param hashes by name, in a form that {@code htpasswd}, {@code openssl passwd} or {@code /etc/shadow} has
     * @param settings of each of them; {@code {name}} in a value stands for the name
     */
    default void addHashed(Map<String, String> hashes, Map<String, String> settings) throws IOException {
        throw new IllegalArgumentException("here passwords are not kept as hashes that could come from elsewhere");
    }

    /**
     * Replaces the settings of a user; the password stays.
     *
     * @param settings all of them: what is missing is removed
     */
    void change(String name, Map<String, String> settings) throws IOException;

    void changePassword(String name, Secret password) throws IOException;

    void remove(String name) throws IOException;
}
