// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;

/** Makes the data connection of an order: opened, and within TLS where that is asked for. */
record Connecting(TransferOrder order, Buffers buffers) {

    /**
     * Makes it.
     *
     * @param open told the socket as soon as there is one
     */
    DataConnection connect(Readiness readiness, Readiness.Stop aborted, Consumer<DataSocket> open) throws IOException {
        SocketChannel channel = order.opening().open(order.connectPatience());
        DataSocket socket = new DataSocket(channel, readiness, aborted);
        open.accept(socket);
        DataConnection connection = socket;
        boolean ready = false;
        try {
            if (order.protection().isPresent()) {
                DataProtection protection = order.protection().get();
                socket.endWithin(order.connectPatience());
                SSLEngine engine = protection.dataEngine();
                TlsConnection tls = new TlsConnection(socket, engine, protection, buffers);
                connection = tls;
                tls.shakeHands();
                protection.shaken(engine);
            }
            socket.stallAfter(order.stallPatience());
            ready = true;
            return connection;
        } finally {
            if (!ready) {
                connection.close();
            }
        }
    }
}
