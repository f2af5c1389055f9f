// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.trial;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLEngine;
import org.staithe.core.internal.dtp.DataOpening;
import org.staithe.core.internal.dtp.DataProtection;

/** A data connection that is agreed upon and never made. */
final class ImaginaryData implements DataOpening, DataProtection {

    @Override
    public SocketChannel open(Duration patience) throws IOException {
        throw new IOException("nobody connects");
    }

    @Override
    public boolean passive() {
        return true;
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(0);
    }

    @Override
    public void close() {}

    @Override
    public SSLEngine dataEngine() {
        throw new UnsupportedOperationException("nobody connects");
    }

    @Override
    public void shaken(SSLEngine engine) {}
}
