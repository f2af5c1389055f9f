// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.staithe.command.Reply;

/**
 * Holds a conversation with a server, as a test tells it:
 *
 * <pre>{@code
 * client.expects(220).says("USER ann").gets(331).says("PASS s3cret").gets(230)
 *       .says("SIZE nothing.txt").gets(550);
 * }</pre>
 *
 * <p>Nothing waits for ever, and whatever goes otherwise ends in an {@link AssertionError} with the whole conversation.
 * For one thread, but {@link #says} may be called by another one than {@link #gets}.
 */
public final class ScriptedClient implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final Transcript transcript = new Transcript();
    private final InetSocketAddress server;
    private final ControlConnection control;
    private Duration patience = Duration.ofSeconds(10);
    private DataMode mode = DataMode.EPSV;
    private @Nullable Tls tls;
    private boolean protectsData;
    private Reply reply = Reply.of(100, "nothing heard yet");

    private ScriptedClient(InetSocketAddress server, @Nullable InetAddress from) throws IOException {
        this.server = server;
        control = new ControlConnection(server, from, patience, transcript);
    }

    public static ScriptedClient connect(int port) throws IOException {
        return connect(new InetSocketAddress(LOOPBACK, port));
    }

    public static ScriptedClient connect(InetSocketAddress server) throws IOException {
        return new ScriptedClient(server, null);
    }

    /** As if it came from elsewhere: any address of 127.0.0.0/8 will do. */
    public static ScriptedClient connect(InetSocketAddress server, InetAddress from) throws IOException {
        return new ScriptedClient(server, from);
    }

    /** How long each single step may take; 10 s unless told. */
    public ScriptedClient patience(Duration perStep) {
        patience = perStep;
        return this;
    }

    /** How data connections are opened; {@code EPSV} unless told. */
    public ScriptedClient uses(DataMode dataMode) {
        mode = dataMode;
        return this;
    }

    /** The greeting, which comes unasked. */
    public ScriptedClient expects(int code) {
        return gets(code);
    }

    /** Sends a command and waits for nothing: to pipeline, say more before {@link #gets}. */
    public ScriptedClient says(String command) {
        return saysRaw((command + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    public ScriptedClient saysRaw(byte[] bytes) {
        return doing(() -> control.send(bytes, patience));
    }

    /** One byte of TCP urgent data: the Telnet Synch before an {@code ABOR}. */
    public ScriptedClient saysUrgent(int octet) {
        return doing(() -> control.sendUrgent(octet));
    }

    /** Reads the next reply, whatever it is. */
    public ScriptedClient hears() {
        return doing(() -> reply = control.reply(patience));
    }

    /** Reads the next reply, which must have one of these codes. */
    public ScriptedClient gets(int... anyOf) {
        hears();
        if (Arrays.stream(anyOf).noneMatch(code -> code == reply.code())) {
            throw failure("expected " + Arrays.toString(anyOf) + " but got " + reply.code(), null);
        }
        return this;
    }

    public ScriptedClient logsIn(String user, String password) {
        return says("USER " + user).gets(331).says("PASS " + password).gets(230);
    }

    /** Passes over what is still to be read, up to the end of the connection. */
    public ScriptedClient isHungUpOn() {
        return doing(() -> control.awaitEnd(patience));
    }

    /** The last reply. */
    public Reply reply() {
        return reply;
    }

    /** The first line of the last reply, without the code. */
    public String text() {
        return reply.text();
    }

    /** Opens a data connection for the next transfer; the test sees to the rest. */
    public DataConnection opensData() {
        return answers(() -> mode.open(this));
    }

    public ScriptedClient uploads(String command, byte[] bytes) {
        return transfers(command, data -> data.sends(bytes).ends()).gets(226, 250);
    }

    public byte[] downloads(String command) {
        byte[][] bytes = new byte[1][];
        transfers(command, data -> bytes[0] = data.receives()).gets(226, 250);
        return bytes[0];
    }

    /** The lines of a listing. */
    public List<String> lists(String command) {
        return new String(downloads(command), StandardCharsets.UTF_8).lines().toList();
    }

    private ScriptedClient transfers(String command, Use use) {
        try (DataConnection data = opensData()) {
            says(command).gets(125, 150);
            use.of(data);
            return this;
        } catch (IOException e) {
            throw failure("the data connection of " + command + " failed", e);
        }
    }

    /** {@code AUTH TLS} (RFC 4217); with protocols such as {@code TLSv1.3}, only these. Every certificate is believed. */
    public ScriptedClient startsTls(String... protocols) {
        says("AUTH TLS").gets(234);
        return speaksTls(protocols);
    }

    /** The handshake, without a word before: for implicit TLS, and for tests of what comes after {@code AUTH}. */
    public ScriptedClient speaksTls(String... protocols) {
        return doing(() -> {
            tls = new Tls(server, patience, protocols);
            control.secure(tls);
        });
    }

    /** From here on data connections are protected, each by a TLS session of its own. */
    public ScriptedClient protectsData() {
        says("PBSZ 0").gets(200).says("PROT P").gets(200);
        protectsData = true;
        return this;
    }

    public SSLSession tlsSession() {
        if (control.socket() instanceof SSLSocket secured) {
            return secured.getSession();
        }
        throw failure("the control connection is not protected", null);
    }

    public InetSocketAddress server() {
        return server;
    }

    public InetSocketAddress local() {
        return (InetSocketAddress) control.socket().getLocalSocketAddress();
    }

    /** Ends with a RST, as a client whose machine has lost its power. */
    public void resets() {
        doing(control::reset);
    }

    @Override
    public void close() throws IOException {
        control.close();
    }

    /** The conversation so far. */
    public String transcript() {
        return transcript.toString();
    }

    DataConnection connectsData(InetSocketAddress target) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(local().getAddress(), 0));
        socket.connect(target, Math.toIntExact(patience.toMillis()));
        return new DataConnection(socket, null, protectsData ? tls : null, patience);
    }

    DataConnection acceptsData(ServerSocket listener) {
        return new DataConnection(null, listener, protectsData ? tls : null, patience);
    }

    private ScriptedClient doing(Step step) {
        return answers(() -> {
            step.run();
            return this;
        });
    }

    private <T> T answers(Question<T> question) {
        try {
            return question.ask();
        } catch (IOException e) {
            throw failure(e.toString(), e);
        }
    }

    private AssertionError failure(String what, @Nullable Throwable cause) {
        return new AssertionError(what + "\n" + transcript, cause);
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws IOException;
    }

    @FunctionalInterface
    private interface Use {
        void of(DataConnection data) throws IOException;
    }
}
