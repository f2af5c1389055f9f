// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceRegistration;
import org.staithe.auth.Authenticator;
import org.staithe.auth.Mount;
import org.staithe.auth.User;
import org.staithe.auth.UserStore;
import org.staithe.auth.Verdict;
import org.staithe.command.Reply;
import org.staithe.command.Transfer;
import org.staithe.data.PassivePortPolicy;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.FileSystemBackend;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.VirtualFileSystem;
import org.staithe.filesystem.memory.internal.MemoryFiles;
import org.staithe.session.ServerStatus.Breaker;
import org.staithe.session.ServerStatus.PluginStatus;
import org.staithe.testkit.client.DataConnection;
import org.staithe.testkit.client.ScriptedClient;
import org.staithe.testkit.config.Settings;
import org.staithe.testkit.filesystem.FaultyFiles;
import org.staithe.testkit.filesystem.Moment;

/** File systems that hang in the middle of a transfer, where no deadline of a command is left to end it. */
class HungTransferTest extends BadPluginScene {

    private static final int STALL_SECONDS = 1;
    private static final byte[] SOME = new byte[10_000];

    private final MemoryFiles bad = new MemoryFiles();
    private final FaultyFiles faulty = new FaultyFiles(bad);
    private final MemoryFiles good = new MemoryFiles();
    private Listener impatient;
    private ServiceRegistration<FileSystemBackend> backend;

    @BeforeEach
    void offerFiles() throws Exception {
        impatient = new Listener(
                server,
                Settings.of(
                        ListenerConfig.class, Map.of("port", 0, "name", "impatient", "stall.seconds", STALL_SECONDS)));
        offer(Authenticator.class, credentials -> new Verdict.Accepted(credentials.userName()));
        offer(
                UserStore.class,
                name -> Optional.of(User.named(name)
                        .mount(Mount.of("bad").build())
                        .mount(Mount.of("good").at("/good").build())
                        .build()));
        offer(PassivePortPolicy.class, request -> onLoopback());
        backend = offer("bad", faulty);
        offer("good", good);
        transferring("GIVE", exchange -> {
            Pathname file = exchange.resolve(exchange.request().argument());
            return new Transfer.Send("Go on.", file, exchange.files().retrieve(file, 0));
        });
        transferring("TAKE", exchange -> {
            Pathname file = exchange.resolve(exchange.request().argument());
            return new Transfer.Receive("Go on.", file, exchange.files().store(file, 0, true));
        });
        transferring("SHOW", exchange -> {
            Pathname directory = exchange.resolve(exchange.request().argument());
            return new Transfer.Text(
                    "Go on.", directory, exchange.files().list(directory).map(entry -> entry.name() + "!"));
        });
        offer("LOOK", exchange -> {
            exchange.files().stat(exchange.resolve(exchange.request().argument()));
            return Reply.of(200, "seen");
        });
    }

    @AfterEach
    void stopListener() {
        impatient.stop();
    }

    private ServiceRegistration<FileSystemBackend> offer(String name, VirtualFileSystem files) {
        return framework.offer(FileSystemBackend.class, (user, mount) -> files, Map.of(FileSystemBackend.NAME, name));
    }

    @Override
    ScriptedClient connect() throws IOException {
        ScriptedClient client = ScriptedClient.connect(server.status().listeners().stream()
                .filter(listener -> listener.name().equals("impatient"))
                .findFirst()
                .orElseThrow()
                .address());
        clients.add(client);
        return client.expects(220);
    }

    private void fill(MemoryFiles files, String name) throws IOException {
        try (var upload = files.store(Pathname.of(name), 0, true)) {
            upload.write(ByteBuffer.wrap(SOME));
            upload.commit();
        }
    }

    private ScriptedClient begin(String command) throws IOException {
        ScriptedClient client = login("ann");
        DataConnection data = client.opensData();
        client.says(command).gets(150);
        others.submit(() -> data.receives());
        return client;
    }

    private ScriptedClient store() throws IOException {
        ScriptedClient client = login("ann");
        DataConnection data = client.opensData();
        client.says("TAKE file").gets(150);
        data.sends(SOME).ends();
        return client;
    }

    private PluginStatus badPlugin() {
        return server.status().plugins().stream()
                .filter(plugin -> plugin.name().equals("bad"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFileThatHangsWhenItIsReadIsGivenUpAndShownWhileOthersAreServed() throws Exception {
        fill(bad, "/file");
        fill(good, "/file");
        faulty.at(Moment.READ, 1, this::hang);
        ScriptedClient client = login("ann");
        DataConnection data = client.opensData();
        client.says("GIVE file").gets(150);
        until(() -> hanging.get() == 1);
        ScriptedClient other = login("bob");
        assertThat(other.downloads("GIVE good/file")).hasSize(SOME.length);
        client.gets(451);
        assertThat(data.receives()).isEmpty();
        client.says("NOOP").gets(200);
        assertThat(client.downloads("GIVE good/file")).hasSize(SOME.length);
        assertThat(badPlugin().hung()).singleElement().satisfies(call -> {
            assertThat(call.what()).isEqualTo("read");
            assertThat(call.stack().toString()).contains("BadPluginScene.hang");
        });
        assertThat(badPlugin().leases()).isEqualTo(1);
        released.countDown();
        until(() -> badPlugin().leases() == 0);
        assertThat(client.downloads("GIVE file")).hasSize(SOME.length);
    }

    @Test
    void whatHangsWhenItIsWrittenIsNeverPublished() throws Exception {
        faulty.at(Moment.WRITE, 1, this::hang);
        ScriptedClient client = store();
        client.gets(451).says("NOOP").gets(200);
        released.countDown();
        until(() -> badPlugin().leases() == 0);
        client.says("LOOK file").gets(550);
        client.uploads("TAKE file", SOME).says("LOOK file").gets(200);
    }

    @Test
    void aCommitThatHangsIsGivenUp() throws Exception {
        faulty.at(Moment.COMMIT, 1, this::hang);
        ScriptedClient client = store();
        client.gets(451).says("NOOP").gets(200);
    }

    @Test
    void whatWasPublishedBeforeTheCloseHungIsNotTakenBack() throws Exception {
        faulty.at(Moment.CLOSE, 1, this::hang);
        ScriptedClient client = store();
        client.gets(226).says("LOOK file").gets(200);
    }

    @Test
    void aListingThatHangsInTheMiddleIsGivenUp() throws Exception {
        backend.unregister();
        offer("bad", new FewFiles() {
            @Override
            public Stream<FileStat> list(Pathname directory) {
                return Stream.of("one", "two").map(name -> {
                    if (name.equals("two")) {
                        hang();
                    }
                    return FileStat.file(name, 1, Instant.EPOCH).build();
                });
            }
        });
        ScriptedClient client = login("ann");
        DataConnection data = client.opensData();
        client.says("SHOW").gets(150).gets(451);
        assertThat(data.receives()).isEmpty(); // the first line was not worth a packet of its own yet
        assertThat(badPlugin().hung()).singleElement().satisfies(call -> assertThat(call.what())
                .isEqualTo("list"));
        client.says("NOOP").gets(200);
    }

    @Test
    void whoIsAbortedInAFileSystemThatHangsIsAnsweredInTime() throws Exception {
        fill(bad, "/file");
        faulty.at(Moment.READ, 1, this::hang);
        ScriptedClient client = begin("GIVE file");
        until(() -> hanging.get() == 1);
        client.says("ABOR").gets(426).gets(226).says("NOOP").gets(200);
    }

    @Test
    void asManyHangAsMayAndNoMoreAndOthersHaveTheirPlaces() throws Exception {
        server.modified(settings(Map.of("breaker.failures", 100)));
        fill(bad, "/file");
        fill(good, "/file");
        faulty.always(Moment.READ, this::hang);
        List<ScriptedClient> victims = new ArrayList<>();
        for (int i = 0; i < 8; i++) { // all transfers that there may be
            victims.add(begin("GIVE file"));
        }
        until(() -> hanging.get() == 8);
        for (ScriptedClient victim : victims) {
            victim.gets(451);
        }
        ScriptedClient client = login("ann");
        client.opensData();
        client.says("GIVE file").gets(450);
        assertThat(client.downloads("GIVE good/file")).hasSize(SOME.length);
        assertThat(hanging).hasValue(8);
        released.countDown();
        until(() -> badPlugin().leases() == 0);
        assertThat(client.downloads("GIVE file")).hasSize(SOME.length);
    }

    @Test
    void afterSomeThatHungNobodyIsLetIn() throws Exception {
        fill(bad, "/file");
        faulty.always(Moment.READ, this::hang);
        for (int i = 0; i < 2; i++) {
            begin("GIVE file").gets(451);
        }
        ScriptedClient client = login("ann");
        client.opensData();
        assertThat(took(() -> client.says("GIVE file").gets(450))).isLessThan(AT_ONCE);
        assertThat(badPlugin().breaker()).isNotEqualTo(Breaker.CLOSED);
        client.says("LOOK good").gets(200); // the commands are not to blame
    }

    @Test
    void whenPatienceRunsOutAHungTransferEndsAndThePluginGoes() throws Exception {
        server.modified(settings(Map.of("call.seconds", 60)));
        fill(bad, "/file");
        faulty.at(Moment.READ, 1, this::hang);
        ScriptedClient client = begin("GIVE file");
        until(() -> hanging.get() == 1);
        Future<?> stopping = others.submit(backend::unregister);
        client.gets(426).says("NOOP").gets(200);
        stopping.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aFileOfTheSystemStillGoesWithoutACopyAndIsRead(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("file"), SOME);
        List<FileChannel> opened = new ArrayList<>();
        backend.unregister();
        offer("bad", new FewFiles() {
            @Override
            public ReadableByteChannel retrieve(Pathname name, long offset) throws IOException {
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                opened.add(channel);
                return channel;
            }
        });
        ScriptedClient client = login("ann");
        assertThat(client.downloads("GIVE file")).isEqualTo(SOME);
        assertThat(opened).singleElement().satisfies(channel -> assertThat(channel.isOpen())
                .isFalse());
    }
}
