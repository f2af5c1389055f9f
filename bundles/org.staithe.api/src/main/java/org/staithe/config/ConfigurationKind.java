// SPDX-License-Identifier: Apache-2.0
package org.staithe.config;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What a bundle can be configured with, in the words of its metatype. Immutable. */
@ProviderType
public interface ConfigurationKind {

    /** Its PID; where there may be several, what their PIDs begin with. */
    String pid();

    /** What people call it. */
    String name();

    String help();

    /** Whether there may be several, each named {@code pid~NAME}. */
    boolean several();

    /** The PIDs of this kind that are configured now. */
    List<String> configured();

    List<Key> keys();

    /** One of its keys. Immutable. */
    @ProviderType
    interface Key {

        String key();

        String help();

        /** {@code String}, {@code Integer}, {@code Boolean} and the like; {@code Password} is a secret. */
        String type();

        /** Whether several values are meant, separated by commas. */
        boolean list();

        /** What counts where it is not set; empty if nothing does. */
        String usual();

        /** What is allowed besides, such as {@code 1 to 65535} or {@code at least 1}; empty if anything. */
        String bounds();

        /** The only values that are allowed; empty: any. */
        List<String> options();
    }
}
