// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers one client from a table, just enough to try {@link ScriptedClient} on; ends the session after 221. */
final class ScriptedServer implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final ServerSocket control = new ServerSocket(0, 1, LOOPBACK);
    private final ServerSocket passive = new ServerSocket(0, 1, LOOPBACK);
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private volatile InetSocketAddress target = new InetSocketAddress(LOOPBACK, 0);
    private volatile byte[] received = new byte[0];

    ScriptedServer(String greeting) throws IOException {
        Thread thread = new Thread(() -> serve(greeting), "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return control.getLocalPort();
    }

    byte[] received() {
        return received;
    }

    ScriptedServer when(String command, String reply) {
        answers.put(command, (argument, out) -> say(out, reply));
        return this;
    }

    ScriptedServer passive(String verb) {
        int port = passive.getLocalPort();
        String address = verb.equals("EPSV") ? "(|||" + port + "|)" : "127,0,0,1," + port / 256 + "," + port % 256;
        return when(verb, (verb.equals("EPSV") ? "229 Here " : "227 Here ") + address);
    }

    ScriptedServer active() {
        answers.put("PORT", (argument, out) -> {
            String[] n = argument.split(",");
            target = new InetSocketAddress(LOOPBACK, Integer.parseInt(n[4]) * 256 + Integer.parseInt(n[5]));
            say(out, "200 So be it");
        });
        answers.put("EPRT", (argument, out) -> {
            target = new InetSocketAddress(LOOPBACK, Integer.parseInt(argument.split("\\|")[3]));
            say(out, "200 So be it");
        });
        return this;
    }

    ScriptedServer receives(String command) {
        answers.put(command, (argument, out) -> {
            say(out, "150 Send");
            try (Socket data = data()) {
                received = data.getInputStream().readAllBytes();
            }
            say(out, "226 Got it");
        });
        return this;
    }

    ScriptedServer sends(String command, String bytes) {
        answers.put(command, (argument, out) -> {
            say(out, "150 Take");
            try (Socket data = data()) {
                data.getOutputStream().write(bytes.getBytes(UTF_8));
            }
            say(out, "226 Done");
        });
        return this;
    }

    private Socket data() throws IOException {
        return target.getPort() == 0 ? passive.accept() : new Socket(LOOPBACK, target.getPort());
    }

    private void serve(String greeting) {
        try (Socket client = control.accept()) {
            BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
            OutputStream out = client.getOutputStream();
            say(out, greeting);
            for (String line = in.readLine(); line != null && !line.equals("QUIT"); line = in.readLine()) {
                answer(line, out);
            }
            answer("QUIT", out);
        } catch (IOException e) {
            // The test has closed one end, and sees what it wants to see at the other.
        }
    }

    private void answer(String line, OutputStream out) throws IOException {
        String[] words = line.split(" ", 2);
        Answer answer = answers.getOrDefault(line, answers.get(words[0]));
        if (answer != null) {
            answer.give(words[words.length - 1], out);
        }
    }

    private static void say(OutputStream out, String reply) throws IOException {
        if (!reply.isEmpty()) {
            out.write((reply + "\r\n").getBytes(UTF_8));
        }
    }

    @Override
    public void close() throws IOException {
        control.close();
        passive.close();
    }

    @FunctionalInterface
    private interface Answer {
        void give(String argument, OutputStream out) throws IOException;
    }
}
