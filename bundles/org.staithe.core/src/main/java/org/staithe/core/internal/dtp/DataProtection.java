// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLEngine;

/** The TLS of a data connection ({@code PROT P}, RFC 4217 section 9). */
public interface DataProtection {

    /** Makes the engine, in server mode. */
    SSLEngine engineFor(InetSocketAddress peer);

    /**
     * Judges a finished handshake before the first byte of data.
     *
     * @throws IOException to refuse the connection: it did not resume the control connection's session
     */
    void shaken(SSLEngine engine) throws IOException;
}
