// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.staithe.auth.Mount;
import org.staithe.auth.Permission;
import org.staithe.auth.User;
import org.staithe.auth.UserStore;
import org.staithe.command.Command;
import org.staithe.command.Reply;
import org.staithe.core.internal.whiteboard.RunningFramework;
import org.staithe.data.ActiveDecision;
import org.staithe.data.ActivePortPolicy;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.FileSystemBackend;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.Upload;
import org.staithe.filesystem.memory.internal.MemoryFiles;
import org.staithe.session.PolicyTrial;
import org.staithe.session.PolicyTrial.Decision;
import org.staithe.session.PolicyTrial.Trial;
import org.staithe.testkit.config.Settings;

/** What operators are told when they ask what a client may do. */
class PolicyTrialTest {

    private static final InetAddress CLIENT = InetAddress.getLoopbackAddress();

    private final MemoryFiles files = new MemoryFiles();
    private Set<Permission> rights = Permission.ALL;
    private RunningFramework framework;
    private Server server;
    private Listener listener;
    private PolicyTrial trials;

    @BeforeEach
    void start(@TempDir Path storage) throws Exception {
        framework = new RunningFramework(storage);
        server = new Server(framework.context(), Settings.of(ServerConfig.class, Map.of("drain.seconds", 1)));
        listener = new Listener(server, Settings.of(ListenerConfig.class, Map.of("port", 0)));
        trials = framework.context().getService(framework.context().getServiceReference(PolicyTrial.class));
        FileSystemBackend backend = (user, mount) -> files;
        framework.offer(FileSystemBackend.class, backend, Map.of(FileSystemBackend.NAME, "default"));
        ActivePortPolicy same = (request, target) ->
                target.getAddress().equals(request.session().peer().getAddress())
                        ? new ActiveDecision.Connect(target)
                        : new ActiveDecision.Refuse("not the client's address");
        framework.offer(ActivePortPolicy.class, same, Map.of());
        UserStore users = name -> Optional.of(User.named(name)
                .mount(Mount.of("default").permissions(rights).build())
                .build());
        framework.offer(UserStore.class, users, Map.of());
        Map.of(
                        "RETR", Permission.RETRIEVE,
                        "SIZE", Permission.LIST,
                        "LIST", Permission.LIST,
                        "STOR", Permission.STORE,
                        "APPE", Permission.APPEND,
                        "DELE", Permission.DELETE,
                        "MKD", Permission.MAKE_DIRECTORY,
                        "CWD", Permission.ENTER)
                .forEach(this::verb);
        files.makeDirectory(Pathname.of("/folder"));
        try (Upload upload = files.store(Pathname.of("/file"), 0, true)) {
            upload.write(ByteBuffer.allocate(1));
            upload.commit();
        }
    }

    @AfterEach
    void stop() throws Exception {
        listener.stop();
        server.stop();
        framework.close();
    }

    /** Nobody carries it out. */
    private void verb(String verb, Permission needed) {
        Command never = exchange -> Reply.of(451, "It was carried out.");
        framework.offer(
                Command.class,
                never,
                Map.of("staithe.command.verb", verb, "staithe.command.permission", needed.name()));
    }

    private Trial attempt(String verb, String argument) {
        return trials.attempt(new PolicyTrial.Attempt("default", "ann", verb, argument, CLIENT, false));
    }

    private static Decision last(Trial trial) {
        List<Decision> all = trial.decisions();
        return all.get(all.size() - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "RETR, /file, true, is a file",
        "RETR, /none, false, 550 No such file or directory.",
        "RETR, /folder, false, is not a plain file",
        "SIZE, /none, false, 550 No such file or directory.",
        "LIST, /none, false, 550 No such file or directory.",
        "LIST, -la, true, backend default",
        "STOR, /file, true, is a file",
        "STOR, /new, true, is new",
        "STOR, /folder, false, is not a plain file",
        "STOR, /none/new, false, 550 No such file or directory.",
        "APPE, /new, true, is new",
        "DELE, /none, false, 550 No such file or directory.",
        "MKD, /folder, false, 550 Exists already.",
        "CWD, /file, false, 550 Not a directory."
    })
    void whatIsThereDecidesToo(String verb, String path, boolean allowed, String reason) {
        assertAnswer(verb, path, allowed, reason);
    }

    private void assertAnswer(String verb, String argument, boolean allowed, String reason) {
        Trial trial = attempt(verb, argument);
        assertThat(trial.allowed()).isEqualTo(allowed);
        assertThat(last(trial).reason()).contains(reason);
    }

    @Test
    void nothingIsChanged() throws IOException {
        attempt("STOR", "/new");
        attempt("MKD", "/other");
        attempt("DELE", "/file");
        try (Stream<FileStat> entries = files.list(Pathname.ROOT)) {
            assertThat(entries.map(FileStat::name)).containsExactlyInAnyOrder("file", "folder");
        }
    }

    @Test
    void whatIsMissingIsNamedWithItsMount() {
        rights = EnumSet.of(Permission.ENTER, Permission.LIST, Permission.STORE);
        assertThat(attempt("STOR", "/new").allowed()).isTrue();
        assertThat(last(attempt("STOR", "/file")))
                .satisfies(no -> assertThat(no.allowed()).isFalse())
                .satisfies(no -> assertThat(no.rule()).isEqualTo("Mount"))
                .satisfies(no -> assertThat(no.reason())
                        .contains("mount./ = default:/", "does not grant overwrite", "/file is there"));
        assertThat(last(attempt("MKD", "/new")))
                .satisfies(no -> assertThat(no.rule()).isEqualTo("Mount"))
                .satisfies(no -> assertThat(no.reason())
                        .contains("mount./ = default:/", "does not grant make-directory", "550 Permission denied."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "PORT; 127,0,0,1,200,1; true; may connect",
                "PORT; 192,0,2,7,200,1; false; not the client's address",
                "PORT; /; false; not an address",
                "EPRT; |1|192.0.2.7|5000|; false; not the client's address"
            })
    void addressesAreJudgedByThePolicy(String verb, String argument, boolean allowed, String reason) {
        assertAnswer(verb, argument, allowed, reason);
    }
}
