// SPDX-License-Identifier: Apache-2.0
package org.staithe.session;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.staithe.auth.User;
import org.staithe.filesystem.Pathname;

/** One client from its connection to its end. Offered by the core; a live view that any thread may read. */
@ProviderType
public interface Session {

    /** Short, unique while the server runs; the same in every log line. */
    String id();

    /** The name of the listener that the client connected to. */
    String listener();

    InetSocketAddress peer();

    /** The address that the client connected to. */
    InetSocketAddress local();

    /** Whether the control connection is protected by TLS. */
    boolean secure();

    /** The TLS of the control connection; empty while it is in the clear. */
    Optional<Protection> protection();

    Instant connected();

    /** When the last command was received. */
    Instant active();

    /** Empty until the client has logged in. Still there when {@link SessionListener#closed} is told. */
    Optional<User> user();

    Pathname directory();

    RepresentationType type();

    /** What the client calls itself ({@code CLNT}). */
    Optional<String> client();

    /** The virtual host that the client named ({@code HOST}). */
    Optional<String> host();

    /** The last command without secrets, control characters escaped; empty before the first. */
    String lastCommand();

    /** The transfer that goes on now. */
    Optional<TransferReport> transfer();
}
