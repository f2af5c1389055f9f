// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.swap;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.staithe.benchmarks.client.ClientTls;
import org.staithe.benchmarks.client.FtpClient;
import org.staithe.benchmarks.client.FtpClient.Way;
import org.staithe.benchmarks.client.UnexpectedReplyException;

/**
 * One client: logs in, uploads, downloads what it uploaded and compares, lists and compares, in a directory of its own.
 */
final class Visitor implements Runnable {

    private static final int FILES = 4;
    private static final int LOGIN_EVERY = 20;

    private final Supplier<InetSocketAddress> server;
    private final boolean leaves;
    private final String user;
    private final boolean secure;
    private final SwapOptions options;
    private final Tally tally;
    private final Lock gate;
    private final String directory;
    private final Random random;
    private final Map<String, Long> seeds = new HashMap<>(); // of each file's content
    private @Nullable FtpClient client;
    private volatile boolean stopped;

    /**
     * Makes one.
     *
     * @param leaves whether it logs in again from time to time
     * @param gate held during each operation
     */
    Visitor(
            int number,
            Supplier<InetSocketAddress> server,
            boolean leaves,
            String user,
            boolean secure,
            SwapOptions options,
            Tally tally,
            Lock gate) {
        this.server = server;
        this.leaves = leaves;
        this.user = user;
        this.secure = secure;
        this.options = options;
        this.tally = tally;
        this.gate = gate;
        this.directory = "/c" + number;
        this.random = new Random(number);
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try {
            Thread.sleep(random.nextInt(options.think() * 2)); // so that they do not all come at once
            while (!stopped) {
                step();
                Thread.sleep(random.nextInt(options.think() * 2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave();
        }
    }

    private void step() {
        Operation operation = client == null || leaves && random.nextInt(LOGIN_EVERY) == 0
                ? Operation.LOGIN
                : Operation.values()[1 + random.nextInt(Operation.values().length - 1)];
        gate.lock();
        try {
            long began = System.nanoTime();
            perform(operation);
            tally.done(kind(operation), operation.transfer(), System.nanoTime() - began);
        } catch (IOException e) {
            boolean ended = e instanceof EOFException
                    || e instanceof SocketException
                    || e instanceof UnexpectedReplyException unexpected && unexpected.says(421);
            boolean lost = ended && operation != Operation.LOGIN;
            tally.failed(operation, lost, e);
            leave();
        } finally {
            gate.unlock();
        }
    }

    private String kind(Operation operation) {
        return operation + (secure ? " in TLS" : "") + (user.equals(ServerProcess.SLOW_CLIENT) ? ", slow" : "");
    }

    private void perform(Operation operation) throws IOException {
        if (operation == Operation.LOGIN) {
            enter();
            return;
        }
        FtpClient session = client;
        if (session == null) {
            throw new IOException("not logged in");
        }
        switch (operation) {
            case SMALL -> small(session);
            case UPLOAD -> upload(session);
            case DOWNLOAD -> download(session);
            case LIST -> compare(names(session.download("LIST", way()), false));
            default -> compare(names(session.download("MLSD", way()), true));
        }
    }

    private void enter() throws IOException {
        leave();
        InetSocketAddress address = server.get();
        FtpClient fresh = new FtpClient(address);
        client = fresh;
        if (secure) {
            fresh.protect(new ClientTls(address));
        }
        fresh.login(user, ServerProcess.PASSWORD);
        if (seeds.isEmpty()) {
            fresh.says("MKD " + directory, 257, 550);
        }
        fresh.says("CWD " + directory, 250);
    }

    private void leave() {
        try (FtpClient former = client) {
            client = null;
            if (former != null) {
                former.says("QUIT", 221);
            }
        } catch (IOException e) {
            // what ended the session is counted already
        }
    }

    private void small(FtpClient session) throws IOException {
        switch (random.nextInt(5)) {
            case 0 -> session.says("NOOP", 200);
            case 1 -> session.says("PWD", 257);
            case 2 -> session.says("STAT", 211);
            case 3 -> session.says("SIZE nothing", 550); // the server remembers sessions in which something was refused
            default -> {
                for (Map.Entry<String, Long> file : seeds.entrySet()) {
                    String reply = session.says("SIZE " + file.getKey(), 213);
                    if (Long.parseLong(reply.substring(4)) != content(file.getValue()).length) {
                        tally.wrong(1);
                    }
                    return;
                }
            }
        }
    }

    private void upload(FtpClient session) throws IOException {
        String name = "f" + random.nextInt(FILES);
        long seed = random.nextLong();
        session.upload("STOR " + name, content(seed), way());
        seeds.put(name, seed);
    }

    private void download(FtpClient session) throws IOException {
        if (seeds.isEmpty()) {
            upload(session);
            return;
        }
        String name = seeds.keySet().iterator().next();
        byte[] expected = content(seeds.getOrDefault(name, 0L));
        byte[] got = session.download("RETR " + name, way());
        if (!Arrays.equals(expected, got)) {
            int common = Math.min(expected.length, got.length);
            long wrong = Math.abs(expected.length - got.length);
            for (int i = 0; i < common; i++) {
                wrong += expected[i] == got[i] ? 0 : 1;
            }
            tally.wrong(wrong);
        }
    }

    private byte[] content(long seed) {
        Random source = new Random(seed);
        byte[] content = new byte[1 + source.nextInt(options.kib() * 1024)];
        source.nextBytes(content);
        return content;
    }

    /** Each name that is listed wrongly counts as a wrong byte. */
    private void compare(Set<String> listed) {
        if (!listed.equals(seeds.keySet())) {
            tally.wrong(Math.max(1, Math.abs(listed.size() - seeds.size())));
        }
    }

    private static Set<String> names(byte[] listing, boolean facts) {
        return new String(listing, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !facts || line.contains("type=file"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Way way() {
        return Way.values()[random.nextInt(Way.values().length)];
    }
}
