// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.tls;

import java.net.InetSocketAddress;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.staithe.tls.TlsSession;

/**
 * The JDK's TLS of one FTP session.
 *
 * <p>JSSE does not tell whether a handshake resumed, and with its stateless tickets nothing that is put into a session
 * comes back; but the name of the peer does. So the engine of a control connection names its peer, and that of a data
 * connection does not. (A control connection that itself resumed an older session has the name that this one had.)
 */
final class JdkSession implements TlsSession {

    private static final String NOBODY = "";

    private final JdkContext context;
    private final String client;
    private volatile @Nullable SSLEngine control;

    JdkSession(JdkContext context, InetSocketAddress client) {
        this.context = context;
        // No two connections that are open have the same.
        this.client = client.getAddress().getHostAddress() + " " + client.getPort();
    }

    @Override
    public SSLEngine controlEngine() {
        SSLEngine engine = context.controlEngine(client);
        control = engine;
        return engine;
    }

    @Override
    public SSLEngine dataEngine() {
        return context.dataEngine(NOBODY);
    }

    @Override
    public boolean resumed(SSLEngine dataEngine) {
        SSLEngine begun = control;
        if (begun == null) {
            return false;
        }
        String mark = begun.getSession().getPeerHost();
        return !NOBODY.equals(mark) && mark.equals(dataEngine.getSession().getPeerHost());
    }
}
