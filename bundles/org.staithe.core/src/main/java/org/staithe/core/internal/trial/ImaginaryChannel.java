// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.trial;

import java.net.InetSocketAddress;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import org.staithe.core.internal.control.ControlChannel;
import org.staithe.core.internal.control.TlsEngines;

/** The control connection of a client that is only imagined: it has addresses, and nothing is ever sent. */
record ImaginaryChannel(InetSocketAddress peer, InetSocketAddress local, boolean encrypted) implements ControlChannel {

    @Override
    public void write(String text) {}

    @Override
    public long unsent() {
        return 0;
    }

    @Override
    public void finish() {}

    @Override
    public void abort() {}

    @Override
    public void suspend() {}

    @Override
    public void resume() {}

    @Override
    public void inTurn(Runnable action) {
        action.run();
    }

    @Override
    public void beginTls(TlsEngines engines) {}

    @Override
    public boolean startTls(String reply, TlsEngines engines) {
        return false;
    }

    @Override
    public void stopTls(String reply) {}

    /** One that nothing was agreed on in: only whether it is there is asked. */
    @Override
    public Optional<SSLSession> tls() {
        if (!encrypted) {
            return Optional.empty();
        }
        try {
            return Optional.of(SSLContext.getDefault().createSSLEngine().getSession());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }
}
