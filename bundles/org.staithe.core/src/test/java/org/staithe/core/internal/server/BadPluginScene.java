// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceRegistration;
import org.staithe.auth.Authenticator;
import org.staithe.auth.Mount;
import org.staithe.auth.User;
import org.staithe.auth.UserStore;
import org.staithe.auth.Verdict;
import org.staithe.command.Command;
import org.staithe.command.Reply;
import org.staithe.core.internal.whiteboard.RunningFramework;
import org.staithe.data.PassiveGrant;
import org.staithe.filesystem.FileSystemBackend;
import org.staithe.session.ServerStatus.PluginStatus;
import org.staithe.testkit.client.ScriptedClient;
import org.staithe.testkit.config.Settings;

/** A server with few threads and little patience, and what tests put into it. */
class BadPluginScene {

    static final Duration DEADLINE = Duration.ofSeconds(1);
    static final Duration AT_ONCE = DEADLINE.dividedBy(2);

    final CountDownLatch released = new CountDownLatch(1);
    final AtomicInteger hanging = new AtomicInteger();
    final ExecutorService others = Executors.newCachedThreadPool();
    final List<ScriptedClient> clients = new ArrayList<>();
    RunningFramework framework;
    Server server;
    Listener listener;

    @BeforeEach
    void start(@TempDir Path storage) throws Exception {
        framework = new RunningFramework(storage);
        server = new Server(framework.context(), settings(Map.of()));
        listener = new Listener(server, Settings.of(ListenerConfig.class, Map.of("port", 0)));
    }

    /** Few threads and little patience, and what one test wants otherwise. */
    static ServerConfig settings(Map<String, Integer> otherwise) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "workers", 4,
                "logins", 4,
                "transfers", 8,
                "call.seconds", (int) DEADLINE.toSeconds(),
                "login.call.seconds", (int) DEADLINE.toSeconds(),
                "breaker.failures", 2,
                "breaker.seconds", 1,
                "swap.grace.seconds", 0,
                "swap.patience.seconds", 0,
                "drain.seconds", 1));
        settings.putAll(otherwise);
        return Settings.of(ServerConfig.class, settings);
    }

    @AfterEach
    void stop() throws Exception {
        released.countDown();
        for (ScriptedClient client : clients) {
            client.close();
        }
        listener.stop();
        server.stop();
        framework.close();
        others.shutdownNow();
    }

    ScriptedClient connect() throws IOException {
        ScriptedClient client =
                ScriptedClient.connect(server.status().listeners().get(0).address());
        clients.add(client);
        return client.expects(220);
    }

    ScriptedClient login(String name) throws IOException {
        return connect().says("USER " + name).gets(331).says("PASS x").gets(230);
    }

    <S> ServiceRegistration<S> offer(Class<S> kind, S service) {
        return framework.offer(kind, service, Map.of());
    }

    ServiceRegistration<Command> offer(String verb, Command command) {
        return framework.offer(
                Command.class, command, Map.of("staithe.command.verb", verb, "staithe.command.when", "ALWAYS"));
    }

    void users() {
        offer(Authenticator.class, credentials -> new Verdict.Accepted(credentials.userName()));
        Mount mount = Mount.of("bad").build();
        offer(UserStore.class, name -> Optional.of(User.named(name).mount(mount).build()));
    }

    void backend(FileSystemBackend backend) {
        framework.offer(FileSystemBackend.class, backend, Map.of(FileSystemBackend.NAME, "bad"));
        offer("LOOK", exchange -> {
            exchange.files().stat(exchange.resolve("file"));
            return Reply.of(200, "seen");
        });
    }

    /** Ignores interrupts, as the worst plugins do. */
    void hang() {
        hanging.incrementAndGet();
        boolean over = false;
        while (!over) {
            try {
                over = released.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                // it hangs on
            }
        }
        hanging.decrementAndGet();
    }

    PluginStatus plugin(String kind) {
        return server.status().plugins().stream()
                .filter(plugin -> plugin.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    static void until(BooleanSupplier condition) {
        long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(limit);
            Thread.onSpinWait();
        }
    }

    static Duration took(Runnable action) {
        long began = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    ServiceRegistration<Command> transferring(String verb, Command command) {
        return framework.offer(
                Command.class, command, Map.of("staithe.command.verb", verb, "staithe.command.transfer", true));
    }

    static PassiveGrant onLoopback() {
        return new PassiveGrant() {
            @Override
            public InetSocketAddress bind() {
                return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            }

            @Override
            public InetAddress advertised() {
                return InetAddress.getLoopbackAddress();
            }

            @Override
            public void close() {}
        };
    }
}
