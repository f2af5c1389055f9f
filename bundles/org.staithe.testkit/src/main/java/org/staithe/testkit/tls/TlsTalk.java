// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.tls;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** A client of the JDK and a server's engine, with nothing but two buffers between them. Not safe for concurrent use. */
final class TlsTalk {

    private static final int ROOM = 64 * 1024;

    final SSLEngine client;
    final SSLEngine server;
    final ByteBuffer toServer = ByteBuffer.allocateDirect(ROOM).limit(0);
    final ByteBuffer toClient = ByteBuffer.allocateDirect(ROOM).limit(0);
    private boolean serverHasFinished;

    TlsTalk(SSLEngine client, SSLEngine server) {
        this.client = client;
        this.server = server;
    }

    /** Shakes hands; the client's last words stay in the buffer together with what it says right behind them. */
    TlsTalk shakeHands(String rightBehind) throws SSLException {
        client.beginHandshake();
        server.beginHandshake();
        boolean said = false;
        while (!serverHasFinished) {
            clientGoesOn();
            if (!said && !rightBehind.isEmpty() && client.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
                say(client, toServer, rightBehind);
                said = true;
            }
            serverGoesOn();
        }
        clientGoesOn();
        return this;
    }

    TlsTalk shakeHands() throws SSLException {
        return shakeHands("");
    }

    /** As far as it can with what is there. */
    void clientGoesOn() throws SSLException {
        boolean more = true;
        while (more) {
            switch (client.getHandshakeStatus()) {
                case NEED_TASK -> client.getDelegatedTask().run();
                case NEED_WRAP -> wrap(client, ByteBuffer.allocate(0), toServer);
                default ->
                    more = toClient.hasRemaining()
                            && client.unwrap(toClient, ByteBuffer.allocate(ROOM))
                                            .getStatus()
                                    == Status.OK;
            }
        }
    }

    private void serverGoesOn() throws SSLException {
        ByteBuffer data = ByteBuffer.allocateDirect(ROOM);
        boolean more = true;
        while (more && !serverHasFinished) {
            Runnable task = server.getDelegatedTask();
            if (task != null) {
                task.run();
                continue;
            }
            SSLEngineResult result = server.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
                    ? wrap(server, ByteBuffer.allocate(0), toClient)
                    : server.unwrap(toServer, data);
            serverHasFinished = result.getHandshakeStatus() == HandshakeStatus.FINISHED;
            more = result.getStatus() == Status.OK;
        }
        if (data.position() > 0) {
            throw new AssertionError("data came before the handshake had finished");
        }
    }

    private static SSLEngineResult wrap(SSLEngine engine, ByteBuffer data, ByteBuffer out) throws SSLException {
        out.compact();
        try {
            return engine.wrap(data, out);
        } finally {
            out.flip();
        }
    }

    private static void say(SSLEngine engine, ByteBuffer out, String text) throws SSLException {
        ByteBuffer data = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (data.hasRemaining()) {
            wrap(engine, data, out);
        }
    }

    void clientSays(String text) throws SSLException {
        say(client, toServer, text);
    }

    void serverSays(String text) throws SSLException {
        say(server, toClient, text);
    }

    String serverHears() throws SSLException {
        return hear(server, toServer);
    }

    String clientHears() throws SSLException {
        return hear(client, toClient);
    }

    /** All that is there. */
    private static String hear(SSLEngine engine, ByteBuffer in) throws SSLException {
        ByteBuffer data = ByteBuffer.allocate(ROOM);
        boolean more = true;
        while (more) {
            SSLEngineResult result = engine.unwrap(in, data);
            more = result.getStatus() == Status.OK && result.bytesConsumed() > 0;
        }
        return StandardCharsets.UTF_8.decode(data.flip()).toString();
    }

    void serverCloses() throws SSLException {
        server.closeOutbound();
        while (!server.isOutboundDone()) {
            wrap(server, ByteBuffer.allocate(0), toClient);
        }
    }

    void clientCloses() throws SSLException {
        client.closeOutbound();
        wrap(client, ByteBuffer.allocate(0), toServer);
    }
}
