// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests.tls;

import java.net.Socket;

/**
 * A data connection that says the port of the control connection.
 *
 * <p>JSSE remembers sessions by address and port, and asks the socket below for the port: this is how a Java client gets
 * its data connections to resume without reaching into the JDK.
 */
final class SameServerSocket extends Socket {

    private final int controlPort;

    SameServerSocket(int controlPort) {
        this.controlPort = controlPort;
    }

    @Override
    public int getPort() {
        return controlPort;
    }
}
