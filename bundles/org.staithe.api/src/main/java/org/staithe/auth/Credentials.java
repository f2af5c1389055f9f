// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What a client has shown of itself at {@code PASS}. Made by the core, valid during one call. */
@ProviderType
public interface Credentials {

    /** The argument of {@code USER}; any characters but CR, LF and NUL, never empty. */
    String userName();

    /** The argument of {@code PASS}; may be empty. */
    Secret password();

    /** The client's certificate chain, its own first; empty when it showed none. */
    List<X509Certificate> certificates();

    /** Where the control connection comes from. */
    InetSocketAddress peer();

    /** Whether the control connection is protected by TLS. */
    boolean secure();

    /** The name of the listener that the client connected to. */
    String listener();

    /** The virtual host that the client named with {@code HOST} (RFC 7151). */
    Optional<String> host();
}
