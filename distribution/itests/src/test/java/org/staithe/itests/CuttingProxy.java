// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A network that breaks: stands between any passive client and the server, and resets every connection as soon as so many
 * bytes have gone over data connections.
 */
final class CuttingProxy implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Pattern EPSV = Pattern.compile("\\(\\|\\|\\|(\\d+)\\|\\)");
    private static final Pattern PASV = Pattern.compile("(\\d+,\\d+,\\d+,\\d+),(\\d+),(\\d+)");

    private final InetSocketAddress server;
    private final AtomicLong left;
    private final ServerSocket control = new ServerSocket(0, 50, LOOPBACK);
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    CuttingProxy(InetSocketAddress server, long bytes) throws IOException {
        this.server = server;
        this.left = new AtomicLong(bytes);
        fork(() -> {
            while (true) {
                Socket client = keep(control.accept());
                Socket behind = keep(new Socket(server.getAddress(), server.getPort()));
                fork(() -> copy(client, behind));
                fork(() -> copyReplies(behind, client));
            }
        });
    }

    int port() {
        return control.getLocalPort();
    }

    /** Whether it has come to the cut. */
    boolean hasCut() {
        return left.get() <= 0;
    }

    private void copy(Socket from, Socket to) throws IOException {
        from.getInputStream().transferTo(to.getOutputStream());
        to.shutdownOutput();
    }

    private void copyReplies(Socket from, Socket to) throws IOException {
        InputStream in = from.getInputStream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            line.write(b);
            if (b == '\n') {
                String reply = line.toString(StandardCharsets.UTF_8);
                to.getOutputStream().write(rewritten(reply).getBytes(StandardCharsets.UTF_8));
                line.reset();
            }
        }
        to.shutdownOutput();
    }

    private String rewritten(String reply) throws IOException {
        if (reply.startsWith("229")) {
            MatchResult found = EPSV.matcher(reply).results().findFirst().orElseThrow();
            return "229 Extended (|||" + standFor(Integer.parseInt(found.group(1))) + "|)\r\n";
        }
        if (reply.startsWith("227")) {
            MatchResult found = PASV.matcher(reply).results().findFirst().orElseThrow();
            int port = standFor(Integer.parseInt(found.group(2)) * 256 + Integer.parseInt(found.group(3)));
            return "227 Passive (" + found.group(1) + "," + port / 256 + "," + port % 256 + ")\r\n";
        }
        return reply;
    }

    private int standFor(int port) throws IOException {
        ServerSocket listener = new ServerSocket(0, 1, LOOPBACK);
        fork(() -> {
            try (listener) {
                Socket client = keep(listener.accept());
                Socket behind = keep(new Socket(server.getAddress(), port));
                fork(() -> copyUntilCut(client, behind));
                fork(() -> copyUntilCut(behind, client));
            }
        });
        return listener.getLocalPort();
    }

    private void copyUntilCut(Socket from, Socket to) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[8192];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            long before = left.getAndAdd(-count);
            if (before > 0) {
                out.write(buffer, 0, (int) Math.min(count, before));
            }
            if (before <= count) {
                cut();
                return;
            }
        }
        to.shutdownOutput();
    }

    private void cut() throws IOException {
        // The control connection first: the end of the data alone could be taken for the end of the file.
        for (Socket socket : sockets) {
            try (socket) {
                socket.setSoLinger(true, 0);
            } catch (SocketException e) {
                // It is closed already.
            }
        }
    }

    private Socket keep(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    private static void fork(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // One end has closed, or the cut has come: that is what this is for.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        control.close();
        cut();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }
}
