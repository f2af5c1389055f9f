// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.client;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One FTP session in blocking code. Used by one thread. */
public final class FtpClient implements AutoCloseable {

    private static final int REMEMBERED = 10;
    private static final int PATIENCE = Math.toIntExact(Duration.ofSeconds(30).toMillis());
    private static final Pattern EXTENDED = Pattern.compile("\\(\\|\\|\\|(\\d+)\\|\\)");
    private static final Pattern PASSIVE = Pattern.compile("(\\d+),(\\d+)\\)");

    private final InetSocketAddress server;
    private Socket socket;
    private BufferedReader in;
    private final Deque<String> transcript = new ArrayDeque<>();
    private @Nullable ClientTls tls;

    /** How the data connections come about. */
    public enum Way {
        EPSV,
        PASV,
        EPRT,
        PORT
    }

    /** Connects and waits for the greeting. */
    public FtpClient(InetSocketAddress server) throws IOException {
        this.server = server;
        socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE);
            socket.connect(server, PATIENCE);
            in = reader();
            expect("connecting", read(), 220);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private BufferedReader reader() throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** From here on control and data are protected. */
    public void protect(ClientTls protection) throws IOException {
        says("AUTH TLS", 234);
        socket = protection.over(socket);
        in = reader();
        tls = protection;
        says("PBSZ 0", 200);
        says("PROT P", 200);
    }

    public void login(String user, String password) throws IOException {
        says("USER " + user, 331);
        says("PASS " + password, 230);
        says("TYPE I", 200);
    }

    /** Says a command and returns the reply, which must have one of these codes. */
    public String says(String command, Integer... expected) throws IOException {
        send(command);
        return expect(command, read(), expected);
    }

    private void send(String command) throws IOException {
        note(command.startsWith("PASS") ? "PASS" : command);
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private String expect(String command, String reply, Integer... expected) throws IOException {
        if (!Arrays.asList(expected).contains(Integer.valueOf(reply.substring(0, 3)))) {
            throw new UnexpectedReplyException(
                    command.startsWith("PASS") ? "PASS" : command, reply, String.join(" | ", transcript));
        }
        return reply;
    }

    private String read() throws IOException {
        String line = in.readLine();
        String first = line;
        while (line != null && !line.matches("\\d{3} .*")) {
            line = in.readLine();
        }
        if (line == null || first == null) {
            throw new EOFException("the server closed the control connection");
        }
        note(line);
        return line;
    }

    private void note(String line) {
        if (transcript.size() == REMEMBERED) {
            transcript.removeFirst();
        }
        transcript.add(line);
    }

    public byte[] download(String command, Way way) throws IOException {
        try (Data data = open(way)) {
            says(command, 150);
            byte[] all = data.socket().getInputStream().readAllBytes();
            expect(command, read(), 226);
            return all;
        }
    }

    public void upload(String command, byte[] content, Way way) throws IOException {
        try (Data data = open(way)) {
            says(command, 150);
            Socket open = data.socket();
            OutputStream out = open.getOutputStream();
            out.write(content);
            out.flush();
            open.shutdownOutput();
            try (InputStream rest = open.getInputStream()) {
                rest.transferTo(OutputStream.nullOutputStream()); // the server's end, and TLS tickets nobody has read
            }
            expect(command, read(), 226);
        }
    }

    /** A data connection that is agreed upon; exactly one of both is there. */
    private record Data(
            @Nullable Socket connected, @Nullable ServerSocket listening, Optional<ClientTls> tls)
            implements AutoCloseable {

        /** The connection; of the ones that the server opens, and of TLS, only after the 150. */
        Socket socket() throws IOException {
            Socket plain = connected;
            if (plain == null && listening != null) {
                plain = listening.accept();
            }
            if (plain == null) {
                throw new IOException("no data connection");
            }
            plain.setSoTimeout(PATIENCE);
            return tls.isPresent() ? tls.get().over(plain) : plain;
        }

        @Override
        public void close() throws IOException {
            if (connected != null) {
                connected.close();
            }
            if (listening != null) {
                listening.close();
            }
        }
    }

    private Data open(Way way) throws IOException {
        return switch (way) {
            case EPSV -> {
                Matcher reply = found(EXTENDED, says("EPSV", 229));
                yield connect(Integer.parseInt(reply.group(1)));
            }
            case PASV -> {
                Matcher reply = found(PASSIVE, says("PASV", 227));
                yield connect(Integer.parseInt(reply.group(1)) << 8 | Integer.parseInt(reply.group(2)));
            }
            case EPRT, PORT -> listen(way);
        };
    }

    private Matcher found(Pattern pattern, String reply) throws IOException {
        Matcher matcher = pattern.matcher(reply);
        if (!matcher.find()) {
            throw new UnexpectedReplyException(pattern.pattern(), reply, String.join(" | ", transcript));
        }
        return matcher;
    }

    private Data connect(int port) throws IOException {
        Socket data = new Socket();
        data.connect(new InetSocketAddress(server.getAddress(), port), PATIENCE);
        return new Data(data, null, Optional.ofNullable(tls));
    }

    private Data listen(Way way) throws IOException {
        InetAddress own = socket.getLocalAddress();
        ServerSocket listening = new ServerSocket(0, 1, own);
        listening.setSoTimeout(PATIENCE);
        int port = listening.getLocalPort();
        try {
            says(
                    way == Way.EPRT
                            ? "EPRT |1|" + own.getHostAddress() + "|" + port + "|"
                            : "PORT " + own.getHostAddress().replace('.', ',') + "," + (port >> 8) + "," + (port & 255),
                    200);
        } catch (IOException e) {
            listening.close();
            throw e;
        }
        return new Data(null, listening, Optional.ofNullable(tls));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
