// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.boringssl.internal;

import javax.net.ssl.SSLEngine;
import org.staithe.tls.TlsSession;

/** The TLS of one FTP session. */
record BoringSslSession(BoringSslContext context, long number) implements TlsSession {

    @Override
    public SSLEngine controlEngine() {
        return context.controlEngine(number);
    }

    @Override
    public SSLEngine dataEngine() {
        return context.dataEngine(number);
    }

    @Override
    public boolean resumed(SSLEngine dataEngine) {
        return ((BoringSslEngine) dataEngine).resumed();
    }

    @Override
    public void ended(SSLEngine engine) {
        ((BoringSslEngine) engine).free();
    }
}
