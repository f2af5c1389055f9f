// SPDX-License-Identifier: Apache-2.0
package org.staithe.session;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/** What a plugin had to do with a reply: its equal calls together. Made by the core. Immutable. */
@ProviderType
public interface PluginCall {

    /** Symbolic name and version of the bundle. */
    String plugin();

    /** What was called, such as {@code authenticate} or {@code open}; of a command, its verb. */
    String call();

    /** How often. */
    int times();

    /** How long all of them took. A command's call holds those that it made into file systems. */
    Duration took();

    /** Whether one of them failed as a plugin should not, or was given up. */
    boolean failed();
}
