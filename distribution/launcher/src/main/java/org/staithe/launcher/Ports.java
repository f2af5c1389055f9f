// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;

/** Finds a port for a trial, and sees when a server answers there. */
final class Ports {

    static final int USUAL = 2121;

    private Ports() {}

    /** The wanted port if it is free; without a wish the usual one, or else any. */
    static int choose(InetAddress address, OptionalInt wanted) throws Failure {
        if (!free(address, 0)) {
            throw Options.usage("--address " + address.getHostAddress() + " is not an address of this machine");
        }
        if (wanted.isEmpty() && free(address, USUAL)) {
            return USUAL;
        }
        int port = wanted.orElse(0);
        try (ServerSocket socket = new ServerSocket(port, 1, address)) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            throw new Failure(
                    Failure.Kind.PORT_TAKEN,
                    "Port " + port + " of " + address.getHostAddress() + " cannot be used: " + taken.getMessage()
                            + ". Give another --port, or none for a free one");
        }
    }

    private static boolean free(InetAddress address, int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, address)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** Returns when an FTP server greets there. */
    static void awaitGreeting(InetSocketAddress server, Duration patience) throws Failure, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!greets(server)) {
            if (System.nanoTime() > deadline) {
                throw new Failure(
                        Failure.Kind.NOT_STARTED,
                        "No FTP server answers on port " + server.getPort() + " after " + patience.toSeconds()
                                + " s. The log above says why");
            }
            // A refused connection returns at once; there is nothing to wait on but time.
            Thread.sleep(20);
        }
    }

    private static boolean greets(InetSocketAddress server) {
        try (Socket socket = new Socket()) {
            socket.connect(server, 1000);
            socket.setSoTimeout(2000);
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String greeting = reader.readLine();
            if (greeting == null || !greeting.startsWith("220")) {
                return false;
            }
            socket.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            reader.readLine();
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
