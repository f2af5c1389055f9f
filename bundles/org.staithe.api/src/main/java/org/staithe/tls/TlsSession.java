// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls;

import javax.net.ssl.SSLEngine;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The TLS of one FTP session: of its control connection and of its data connections (RFC 4217).
 *
 * <p>The engines are in server mode and ready to shake hands. They may do so within {@link SSLEngine#wrap} and
 * {@link SSLEngine#unwrap} or by tasks, which the core calls by workers; all else, and the methods of this interface, may
 * be called by a selector thread and must not block. They accept one of the application protocols of the
 * {@link TlsParameters} or none; to a client that offers only others they answer {@code no_application_protocol}
 * (RFC 7301 section 3.2). What an engine throws ends its connection. Safe for concurrent use.
 */
@ConsumerType
public interface TlsSession {

    /** The engine of the control connection; called once. */
    SSLEngine controlEngine();

    /** An engine for a data connection, which may resume the TLS session of the control connection. */
    SSLEngine dataEngine();

    /**
     * Whether a data connection has resumed the TLS session of this control connection, or of another data connection
     * of it; called after its handshake.
     *
     * @param dataEngine one of {@link #dataEngine}
     */
    boolean resumed(SSLEngine dataEngine);

    /**
     * The connection of an engine of this session is closed: what the engine has outside of the heap can be freed. Not
     * called while the engine computes a handshake; may be called more than once.
     */
    default void ended(SSLEngine engine) {}
}
