// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceRegistration;
import org.staithe.auth.Authenticator;
import org.staithe.auth.User;
import org.staithe.auth.UserStore;
import org.staithe.auth.Verdict;
import org.staithe.command.Command;
import org.staithe.command.Reply;
import org.staithe.command.Transfer;
import org.staithe.data.ActivePortPolicy;
import org.staithe.data.PassivePortPolicy;
import org.staithe.filesystem.FileSystemBackend;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.Upload;
import org.staithe.filesystem.memory.internal.MemoryFiles;
import org.staithe.session.ServerStatus.Breaker;
import org.staithe.session.ServerStatus.PluginStatus;
import org.staithe.session.Session;
import org.staithe.session.SessionControl.Drain;
import org.staithe.session.SessionListener;
import org.staithe.testkit.client.DataConnection;
import org.staithe.testkit.client.ScriptedClient;
import org.staithe.testkit.config.Settings;

/** Plugins that throw, answer null, hang, leak or are slow, and what they cost the others. */
class BadPluginTest extends BadPluginScene {

    @Test
    void aCommandThatThrowsOrAnswersNullIsAnswered451AndTheSessionGoesOn() throws Exception {
        offer("THROW", exchange -> {
            throw new IllegalStateException("a bug");
        });
        offer("BREAK", exchange -> {
            throw new NoClassDefFoundError("gone");
        });
        offer("VOID", exchange -> null);
        ScriptedClient client = connect();
        for (int i = 0; i < 5; i++) { // what fails at once is not left alone: it hurts nobody else
            client.says("THROW").gets(451).says("BREAK").gets(451).says("VOID").gets(451);
        }
        client.says("NOOP").gets(200);
        assertThat(server.status().plugins()).allSatisfy(plugin -> {
            assertThat(plugin.errors()).isEqualTo(5);
            assertThat(plugin.breaker()).isEqualTo(Breaker.CLOSED);
        });
    }

    @Test
    void nullIsNoVerdictAndNoUser() throws Exception {
        ServiceRegistration<Authenticator> silent = offer(Authenticator.class, credentials -> null);
        connect().says("USER ann").gets(331).says("PASS x").gets(421);
        offer(Authenticator.class, credentials -> new Verdict.Accepted(credentials.userName()));
        offer(UserStore.class, name -> null);
        connect().says("USER ann").gets(331).says("PASS x").gets(421);
        silent.unregister();
        connect().says("USER ann").gets(331).says("PASS x").gets(421);
    }

    @Test
    void nullIsNoFileSystemAndNoPort() throws Exception {
        users();
        backend((user, mount) -> null);
        offer(PassivePortPolicy.class, request -> null);
        offer(ActivePortPolicy.class, (request, target) -> null);
        login("ann")
                .says("LOOK")
                .gets(451)
                .says("EPSV")
                .gets(425)
                .says("PORT 127,0,0,1,200,200")
                .gets(425)
                .says("NOOP")
                .gets(200);
    }

    @Test
    void aHungCommandIsAnsweredInTimeAndOthersAreServedMeanwhile() throws Exception {
        offer("HANG", exchange -> {
            hang();
            return Reply.of(200, "too late");
        });
        offer("GREET", exchange -> Reply.of(200, "hello"));
        List<ScriptedClient> victims = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            victims.add(connect());
        }
        victims.forEach(victim -> victim.says("HANG"));
        until(() -> hanging.get() == 3); // of four workers
        ScriptedClient other = connect();
        assertThat(took(() -> other.says("GREET").gets(200))).isLessThan(AT_ONCE);
        for (ScriptedClient victim : victims) {
            victim.gets(450, 451).says("GREET").gets(200);
        }
        PluginStatus hung = server.status().plugins().stream()
                .filter(plugin -> plugin.name().equals("HANG"))
                .findFirst()
                .orElseThrow();
        assertThat(hung.hung()).hasSize(3).allSatisfy(call -> {
            assertThat(call.what()).isEqualTo("HANG");
            assertThat(call.stack().toString()).contains("BadPluginScene.hang");
        });
        assertThat(hung.breaker()).isNotEqualTo(Breaker.CLOSED);
        released.countDown();
        until(() -> hanging.get() == 0);
        until(() -> {
            other.says("HANG").gets(200, 450); // one tries, then all may
            return other.reply().code() == 200;
        });
        other.says("HANG").gets(200);
    }

    @Test
    void aHungBackendIsToBlameAndNotTheCommandThatUsesIt() throws Exception {
        users();
        backend((user, mount) -> {
            hang();
            throw new IOException("too late");
        });
        for (int i = 0; i < 2; i++) {
            login("ann").says("LOOK").gets(451);
        }
        ScriptedClient client = login("ann");
        assertThat(took(() -> client.says("LOOK").gets(450))).isLessThan(AT_ONCE);
        assertThat(plugin("FileSystemBackend").breaker()).isNotEqualTo(Breaker.CLOSED);
        assertThat(plugin("Command").breaker()).isEqualTo(Breaker.CLOSED);
    }

    @Test
    void aHungAuthenticatorEndsItsOwnLoginsAndNoOthers() throws Exception {
        offer(UserStore.class, name -> Optional.of(User.named(name).build()));
        framework.offer(
                Authenticator.class,
                credentials -> {
                    hang();
                    return new Verdict.Accepted(credentials.userName());
                },
                Map.of("staithe.listeners", "slow"));
        framework.offer(
                Authenticator.class,
                credentials -> new Verdict.Accepted(credentials.userName()),
                Map.of("staithe.listeners", "default"));
        Listener slow = new Listener(server, Settings.of(ListenerConfig.class, Map.of("port", 0, "name", "slow")));
        try {
            List<ScriptedClient> victims = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                ScriptedClient victim = ScriptedClient.connect(
                        server.status().listeners().get(1).address());
                clients.add(victim);
                victims.add(victim.expects(220).says("USER ann").gets(331));
            }
            victims.forEach(victim -> victim.says("PASS x"));
            until(() -> hanging.get() == 3); // of four logins
            ScriptedClient other = connect().says("USER bob").gets(331);
            assertThat(took(() -> other.says("PASS x").gets(230))).isLessThan(AT_ONCE);
            victims.forEach(victim -> victim.gets(421));
        } finally {
            slow.stop();
        }
    }

    @Test
    void aCommandThatComesBackTooLateHasNoSay() throws Exception {
        users();
        AtomicBoolean refused = new AtomicBoolean();
        offer("HANG", exchange -> {
            hang();
            try {
                exchange.option("HASH", "MD5");
            } catch (IllegalStateException e) {
                refused.set(true);
            }
            return Reply.of(200, "too late");
        });
        ScriptedClient client = login("ann").says("HANG").gets(451).says("NOOP").gets(200);
        released.countDown();
        until(refused::get);
        client.says("NOOP").gets(200);
    }

    @Test
    void whatACommandForgetsToCloseIsClosed() throws Exception {
        users();
        AtomicReference<Upload> leaked = new AtomicReference<>();
        backend((user, mount) -> new MemoryFiles());
        offer("LEAK", exchange -> {
            leaked.set(exchange.files().append(exchange.resolve("file")));
            return Reply.of(200, "and gone");
        });
        ScriptedClient client = login("ann").says("LEAK").gets(200);
        assertThat(leaked.get().isOpen()).isFalse();
        client.says("LOOK").gets(550); // nothing was published
    }

    @Test
    void aHungSessionListenerDelaysNoOther() throws Exception {
        CountDownLatch told = new CountDownLatch(2);
        offer(SessionListener.class, new SessionListener() {
            @Override
            public void opened(Session session) {
                hang();
            }
        });
        offer(SessionListener.class, new SessionListener() {
            @Override
            public void opened(Session session) {
                told.countDown();
            }
        });
        connect();
        connect();
        assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
        until(() -> hanging.get() == 1);
    }

    @Test
    void aPluginThatHangsIsUninstalledAllTheSame() throws Exception {
        ServiceRegistration<Command> command = offer("HANG", exchange -> {
            hang();
            return Reply.of(200, "too late");
        });
        ScriptedClient client = connect().says("HANG");
        until(() -> hanging.get() == 1);
        Future<?> stopping = others.submit(command::unregister);
        client.gets(451).says("HANG").gets(502);
        stopping.get(20, TimeUnit.SECONDS);
        until(() -> plugin("Command").hung().size() == 1); // shown although it has left
        released.countDown();
        until(() -> server.status().plugins().isEmpty());
        until(() -> !server.status().swaps().isEmpty());
        assertThat(server.status().swaps()).singleElement().satisfies(swap -> {
            assertThat(swap.end()).isEqualTo(Drain.FORCED);
            assertThat(swap.aborted()).isEqualTo(1);
            assertThat(swap.to()).isEmpty();
        });
    }

    @Test
    void aSwapIsToldWithWhoCameAfterAndHowLongClientsWaited() throws Exception {
        server.modified(Settings.of(ServerConfig.class, Map.of("swap.grace.seconds", 10)));
        offer("GREET", exchange -> Reply.of(200, "old")).unregister();
        ScriptedClient client = connect().says("GREET");
        offer("GREET", exchange -> Reply.of(200, "new"));
        client.gets(200);
        until(() -> !server.status().swaps().isEmpty());
        assertThat(server.status().swaps()).singleElement().satisfies(swap -> {
            assertThat(swap.kind()).isEqualTo("Command");
            assertThat(swap.what()).isEqualTo("GREET");
            assertThat(swap.to()).contains(swap.from());
            assertThat(swap.end()).isEqualTo(Drain.GRACEFUL);
            assertThat(swap.leases()).isZero();
        });
    }

    @Test
    void whenPatienceWithABackendRunsOutItsUploadIsCutOffAndNotPublished() throws Exception {
        users();
        offer(PassivePortPolicy.class, request -> onLoopback());
        MemoryFiles files = new MemoryFiles();
        ServiceRegistration<FileSystemBackend> backend =
                framework.offer(FileSystemBackend.class, (user, mount) -> files, Map.of(FileSystemBackend.NAME, "bad"));
        AtomicReference<Upload> upload = new AtomicReference<>();
        transferring("KEEP", exchange -> {
            Pathname file = exchange.resolve("file");
            upload.set(exchange.files().append(file));
            return new Transfer.Receive("Go on.", file, upload.get());
        });
        ScriptedClient client = login("ann");
        DataConnection data = client.opensData();
        client.says("KEEP file").gets(150);
        data.sends(new byte[100_000]);
        backend.unregister();
        client.gets(426).says("NOOP").gets(200);
        assertThat(upload.get().isOpen()).isFalse();
        assertThatThrownBy(() -> files.stat(Pathname.of("/file"))).isInstanceOf(NoSuchFileException.class);
        until(() -> !server.status().swaps().isEmpty());
        assertThat(server.status().swaps().get(0).end()).isEqualTo(Drain.FORCED);
    }

    @Test
    void whenPatienceWithACommandRunsOutItsListingIsCutOff() throws Exception {
        users();
        offer(PassivePortPolicy.class, request -> onLoopback());
        AtomicBoolean closed = new AtomicBoolean();
        ServiceRegistration<Command> command = transferring(
                "ALL",
                exchange -> new Transfer.Text(
                        "Endless.", Pathname.ROOT, Stream.generate(() -> "line").onClose(() -> closed.set(true))));
        ScriptedClient client = login("ann");
        DataConnection data = client.opensData();
        client.says("ALL").gets(150);
        data.receives(1000);
        command.unregister();
        client.gets(426).says("NOOP").gets(200);
        assertThat(closed).isTrue();
    }

    @Test
    void whenPatienceWithAnAuthenticatorRunsOutItsLoginEnds() throws Exception {
        ServiceRegistration<Authenticator> slow = offer(Authenticator.class, credentials -> {
            hang();
            return new Verdict.Accepted(credentials.userName());
        });
        ScriptedClient client = connect().says("USER ann").gets(331).says("PASS x");
        until(() -> hanging.get() == 1);
        others.submit(slow::unregister);
        client.gets(421).isHungUpOn();
    }

    @Test
    void aMissingPluginStopsNoStart() throws Exception {
        connect().says("USER ann").gets(331).says("PASS x").gets(421);
        connect().says("NOOP").gets(200).says("FEAT").gets(211);
    }
}
