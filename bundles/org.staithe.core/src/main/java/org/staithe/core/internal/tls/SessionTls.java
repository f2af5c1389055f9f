// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.tls;

import java.net.InetSocketAddress;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.staithe.core.internal.dtp.DataProtection;
import org.staithe.core.internal.tls.TlsSettings.Resumption;

/**
 * The TLS of one session: tells which data connections belong to it.
 *
 * <p>A data connection belongs to the session if it resumes the TLS session of the control connection. JSSE does not
 * tell whether a handshake resumed, and with its stateless tickets nothing that is put into a session comes back; but
 * the name of the peer does. So the engine of a control connection names its peer, and that of a data connection does
 * not.
 */
public final class SessionTls {

    private final TlsEndpoint endpoint;
    private final String mark;

    /**
     * Makes one.
     *
     * @param peer of the control connection
     */
    public SessionTls(TlsEndpoint endpoint, InetSocketAddress peer) {
        this.endpoint = endpoint;
        this.mark = TlsEndpoint.mark(peer);
    }

    public TlsSettings settings() {
        return endpoint.settings();
    }

    /** The protection of this session's data connections. */
    public DataProtection ofData(InetSocketAddress client) {
        return new DataProtection() {
            @Override
            public SSLEngine engineFor(InetSocketAddress peer) {
                return endpoint.dataEngine();
            }

            @Override
            public void shaken(SSLEngine engine) throws SSLException {
                boolean resumed = mark.equals(engine.getSession().getPeerHost());
                endpoint.resumptions().count(client.getAddress(), resumed);
                if (!resumed && settings().resumption() == Resumption.REQUIRE) {
                    throw new SSLException(
                            "the data connection did not resume the TLS session of its control connection");
                }
            }
        };
    }
}
