// SPDX-License-Identifier: Apache-2.0
package org.staithe.session;

import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** A command and what it was answered. Made by the core. */
@ProviderType
public interface Answer {

    /** Verb and argument without secrets, control characters escaped. */
    String command();

    /** The code of the reply, such as 226. */
    int code();

    /** The first line of the reply without its code. */
    String text();

    /** From the arrival of the command to its reply. */
    Duration took();

    /** The calls into plugins that it took; those of a transfer are with the reply at its end. */
    List<PluginCall> calls();
}
