// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.IOException;
import javax.net.ssl.SSLEngine;

/** The TLS of a data connection ({@code PROT P}, RFC 4217 section 9). */
public interface DataProtection {

    /** Makes the engine, in server mode. */
    SSLEngine dataEngine();

    /**
     * Judges a finished handshake before the first byte of data.
     *
     * @throws IOException to refuse the connection: it did not resume the control connection's session
     */
    void shaken(SSLEngine engine) throws IOException;

    /** The connection of this engine is closed. */
    default void ended(SSLEngine engine) {}
}
