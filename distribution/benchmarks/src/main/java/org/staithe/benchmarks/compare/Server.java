// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.compare;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.staithe.benchmarks.client.FtpClient;

/** A server that was started by its script in {@code servers}, on loopback. */
final class Server implements AutoCloseable {

    static final String PASSWORD = "s3cret";

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final String name;
    private final int port;
    private final Path output;
    private final Process process;
    private final double startMillis;

    private Server(String name, int port, Path work, ProcessBuilder builder) throws IOException, InterruptedException {
        this.name = name;
        this.port = port;
        this.output = work.resolve("output.txt");
        if (listens()) {
            throw new IOException("port " + port + " is taken, perhaps by a server that another run has left behind");
        }
        long begun = System.nanoTime();
        process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end of " + name));
        boolean up = false;
        try {
            awaitLogin(begun);
            up = true;
        } finally {
            if (!up) {
                close();
            }
        }
        startMillis = (System.nanoTime() - begun) / 1e6;
    }

    /** Starts one; returns when a client has logged in. */
    static Server start(String name, int port, TestData data, Setting setting)
            throws IOException, InterruptedException {
        Path work = data.work(name);
        ProcessBuilder builder = new ProcessBuilder(setting.script(name).toString());
        Map<String, String> environment = builder.environment();
        environment.put("PORT", Integer.toString(port));
        environment.put("PASSIVE", "20500-24999");
        environment.put("ROOT", data.root().toString());
        environment.put("TLS", data.tls().toString());
        environment.put("WORK", work.toString());
        environment.put("JAVA", setting.jdk().resolve("bin/java").toString());
        environment.put("PEERS", setting.target().resolve("peers").toString());
        environment.put("LIBRARIES", setting.target().resolve("lib").toString());
        environment.put("CLASSES", setting.target().resolve("classes").toString());
        environment.put("INSTALLATION", setting.installation().toString());
        return new Server(name, port, work, builder);
    }

    private void awaitLogin(long begun) throws IOException, InterruptedException {
        while (!logsIn()) {
            if (!process.isAlive() || System.nanoTime() - begun > PATIENCE) {
                throw new IOException(name + " did not start: " + Files.readString(output));
            }
            TimeUnit.MILLISECONDS.sleep(
                    2); // no server tells when it is there; this is as exact as the figure needs to be
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    private boolean logsIn() {
        try (FtpClient client = new FtpClient(new InetSocketAddress("127.0.0.1", port))) {
            client.login(user(), PASSWORD);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    String name() {
        return name;
    }

    /** From its start to the first login. */
    double startMillis() {
        return startMillis;
    }

    ProcessTree processes() {
        return new ProcessTree(process.toHandle());
    }

    /** Whether it gets faster while it runs. */
    boolean warmsUp() {
        return name.equals("staithe") || name.equals("apache");
    }

    private String user() {
        return name.equals("vsftpd") ? "anonymous" : "bench";
    }

    /** Where and as whom to log in, in the words of the load. */
    List<String> login() {
        return List.of("port=" + port, "user=" + user(), "password=" + PASSWORD);
    }

    /** Has garbage collected, where there is some, so that memory in use is told from memory once used. */
    void settle(Setting setting) throws IOException, InterruptedException {
        if (warmsUp()) {
            Process jcmd = new ProcessBuilder(
                            setting.jdk().resolve("bin/jcmd").toString(), Long.toString(process.pid()), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            jcmd.waitFor();
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
