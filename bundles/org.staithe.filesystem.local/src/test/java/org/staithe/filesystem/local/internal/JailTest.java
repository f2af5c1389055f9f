// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;

class JailTest {

    @TempDir
    private Path machine;

    private Path outside;
    private Path root;
    private Client client;

    @BeforeEach
    void openJail() throws IOException {
        outside = Files.createDirectory(machine.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createDirectory(outside.resolve("treasure"));
        root = Files.createDirectory(machine.resolve("root"));
        client = Client.at(root);
    }

    @AfterEach
    void closeJail() throws IOException {
        client.close();
    }

    @Test
    void linksThatStayInsideAreFollowed() throws IOException {
        Files.createDirectories(root.resolve("a/b"));
        Files.writeString(root.resolve("a/b/file"), "content");
        link("relative", "a/b");
        link("a/up", "../a/./b/file");
        link("absolute", root.toRealPath() + "/a/b");
        link("chain", "relative/../../absolute");
        link("whole", root.toRealPath().toString());

        assertThat(client.get("/relative/file")).isEqualTo("content");
        assertThat(client.get("/a/up")).isEqualTo("content");
        assertThat(client.get("/absolute/file")).isEqualTo("content");
        assertThat(client.get("/whole/whole/chain/file")).isEqualTo("content");
        assertThat(client.stat("/relative").isDirectory()).isTrue();
        assertThat(client.stat("/a/up").size()).isEqualTo(7);
        assertThat(client.names("/relative")).containsExactly("file");

        client.put("/a/up", "new");
        client.put("/relative/second", "second");
        assertThat(Files.readString(root.resolve("a/b/file"))).isEqualTo("new");
        assertThat(root.resolve("a/up")).isSymbolicLink();
        assertThat(root.resolve("a/b/second")).hasContent("second");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside",
                "../root/../outside",
                "/../outside",
                "ABSOLUTE",
                "VIA-ROOT",
                "loop",
                "nothing",
                ".."
            })
    void aLinkThatLeadsOutIsShownAndNothingElse(String target) throws IOException {
        Files.createDirectory(root.resolve("inner"));
        link(
                "loop",
                switch (target) {
                    case "ABSOLUTE" -> outside.toString();
                    case "VIA-ROOT" -> root + "/../outside";
                    default -> target;
                });

        try (Stream<FileStat> entries = client.files().list(Pathname.ROOT)) {
            assertThat(entries.filter(entry -> entry.name().equals("loop")).map(FileStat::kind))
                    .containsExactly(FileStat.Kind.OTHER);
        }
        assertThat(client.stat("/loop").kind()).isEqualTo(FileStat.Kind.OTHER);
        for (String path : new String[] {"/loop", "/loop/secret", "/loop/new"}) {
            Pathname name = Pathname.of(path);
            refused(() -> client.get(path));
            refused(() -> client.names(path));
            refused(() -> client.files().setModified(name, Instant.EPOCH));
            refused(() -> client.files().setMode(name, 0777));
            refused(() -> client.files().available(name));
        }
        refused(() -> client.stat("/loop/secret"));
        refused(() -> client.put("/loop/secret", "overwritten"));
        refused(() -> client.put("/loop/new", "new"));
        refused(() -> client.files().append(Pathname.of("/loop/secret")).close());
        refused(() -> client.files().makeDirectory(Pathname.of("/loop/directory")));
        refused(() -> client.files().makeDirectory(Pathname.of("/loop")));
        refused(() -> client.files().removeDirectory(Pathname.of("/loop")));
        refused(() -> client.files().delete(Pathname.of("/loop/secret")));
        refused(() -> client.files().rename(Pathname.of("/loop/secret"), Pathname.of("/stolen"), true));
        refused(() -> client.files().rename(Pathname.of("/inner"), Pathname.of("/loop/inner"), true));
        assertNothingEscaped();
    }

    @Test
    void aLinkIsDeletedAndRenamedItself() throws IOException {
        link("link", "../outside");
        client.files().rename(Pathname.of("/link"), Pathname.of("/renamed"), false);
        assertThat(root.resolve("renamed")).isSymbolicLink();
        client.files().delete(Pathname.of("/renamed"));
        assertThat(root).isEmptyDirectory();
        assertNothingEscaped();
    }

    @Test
    void withLinksNeverNoneIsFollowed() throws IOException {
        Files.createDirectory(root.resolve("a"));
        link("link", "a");
        try (Client strict = Client.of(new LocalBackend(Configured.at(root).links("never")))) {
            assertThat(strict.stat("/link").kind()).isEqualTo(FileStat.Kind.OTHER);
            refused(() -> strict.names("/link"));
        }
    }

    @Test
    void aLinkInAHomeDoesNotLeadToAnotherHome() throws IOException {
        Files.createDirectories(root.resolve("bob"));
        Files.writeString(root.resolve("bob/mail"), "private");
        Files.createDirectories(root.resolve("ann"));
        link("ann/bob", "../bob");
        try (Client ann = Client.of(new LocalBackend(Configured.at(root)), "ann", "/ann")) {
            refused(() -> ann.get("/bob/mail"));
        }
        assertThat(client.get("/ann/bob/mail")).isEqualTo("private");
    }

    @Test
    void aMountThroughALinkThatLeadsOutIsNotOpened() throws IOException {
        link("home", "../outside");
        refused(() -> Client.of(new LocalBackend(Configured.at(root)), "ann", "/home/new"));
        assertNothingEscaped();
    }

    @Test
    void aPipeIsRefusedAtOnce() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", root.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        try (Client inPlace = Client.of(new LocalBackend(Configured.at(root).upload("in-place")))) {
            for (Client each : new Client[] {client, inPlace}) {
                atOnce(() -> {
                    assertThat(each.stat("/pipe").kind()).isEqualTo(FileStat.Kind.OTHER);
                    refused(() -> each.get("/pipe"));
                    refused(() -> each.put("/pipe", "x"));
                    refused(() -> each.files().append(Pathname.of("/pipe")).close());
                    refused(() -> each.files().setModified(Pathname.of("/pipe"), Instant.EPOCH));
                    refused(() -> each.files().setMode(Pathname.of("/pipe"), 0777));
                    refused(() -> each.names("/pipe"));
                    refused(() -> each.get("/pipe/below"));
                    refused(() -> each.files().removeDirectory(Pathname.of("/pipe")));
                });
            }
        }
        client.files().delete(Pathname.of("/pipe"));
        assertThat(root).isEmptyDirectory();
    }

    private static void atOnce(Attempt attempt) throws Exception {
        CompletableFuture.runAsync(() -> {
                    try {
                        attempt.run();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .get(10, TimeUnit.SECONDS);
    }

    @Test
    void aDirectoryThatIsSwappedForALinkLeadsNobodyOut() throws Exception {
        Path door = Files.createDirectory(root.resolve("door"));
        Files.writeString(door.resolve("secret"), "harmless");
        Path aside = root.resolve("aside");
        Path link = Files.createSymbolicLink(root.resolve("link"), outside);
        Files.createDirectory(root.resolve("inner"));
        Path latch = Files.createSymbolicLink(root.resolve("latch"), Path.of("inner"));
        Path spare = root.resolve("spare");
        FileTime before = Files.getLastModifiedTime(outside.resolve("secret"));

        Instant end = Instant.now().plus(Duration.ofMillis(2500));
        CompletableFuture<Integer> swapping = CompletableFuture.supplyAsync(() -> {
            int swaps = 0;
            try {
                while (Instant.now().isBefore(end)) {
                    Files.move(door, aside);
                    Files.move(link, door);
                    Files.createSymbolicLink(spare, swaps % 2 == 0 ? outside : Path.of("inner"));
                    Files.move(spare, latch, StandardCopyOption.ATOMIC_MOVE);
                    Files.move(door, link);
                    Files.move(aside, door);
                    swaps++;
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return swaps;
        });
        Client[] clients = {
            Client.at(root),
            Client.of(new LocalBackend(Configured.at(root).upload("in-place"))),
            Client.of(new LocalBackend(Configured.at(root).links("never")))
        };
        CompletableFuture<?>[] attacks = new CompletableFuture<?>[clients.length];
        for (int i = 0; i < clients.length; i++) {
            Client attacker = clients[i];
            attacks[i] = CompletableFuture.runAsync(() -> {
                while (Instant.now().isBefore(end)) {
                    attack(attacker, Pathname.of("/door"));
                    attack(attacker, Pathname.of("/latch"));
                }
            });
        }
        CompletableFuture.allOf(attacks).get(60, TimeUnit.SECONDS);
        assertThat(swapping.get(60, TimeUnit.SECONDS)).isGreaterThan(100);
        for (Client each : clients) {
            each.close();
        }
        assertNothingEscaped();
        assertThat(Files.getLastModifiedTime(outside.resolve("secret"))).isEqualTo(before);
    }

    private static void attack(Client client, Pathname door) {
        Pathname secret = door.child("secret");
        Pathname directory = door.child("directory");
        Pathname renamed = door.child("renamed");
        Pathname file = door.child("file");
        attempt(() -> assertThat(client.get(secret.toString())).isNotEqualTo("secret"));
        attempt(() -> assertThat(client.stat(secret.toString()).size()).isNotEqualTo("secret".length()));
        attempt(() -> assertThat(client.names(door.toString())).doesNotContain("treasure"));
        attempt(() -> client.put(file.toString(), "escaped"));
        attempt(() -> client.put(secret.toString(), "harmless"));
        attempt(() -> client.files().append(file).close());
        attempt(() -> client.files().setModified(secret, Instant.EPOCH));
        attempt(() -> client.files().setMode(secret, 0777));
        attempt(() -> client.files().makeDirectory(directory));
        attempt(() -> client.files().rename(directory, renamed, true));
        attempt(() -> client.files().removeDirectory(renamed));
        attempt(() -> client.files().rename(file, Pathname.of("/moved"), true));
        attempt(() -> client.files().rename(Pathname.of("/moved"), file, false));
        attempt(() -> client.files().delete(file));
    }

    private interface Attempt {
        void run() throws IOException;
    }

    /** Fails or not, as the swapping has it. */
    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (IOException | UncheckedIOException e) {
            // the door was a link in this moment
        }
    }

    private static void refused(Attempt attempt) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(attempt::run)
                .isInstanceOfAny(
                        AccessDeniedException.class,
                        NoSuchFileException.class,
                        NotDirectoryException.class,
                        FileAlreadyExistsException.class);
    }

    private void assertNothingEscaped() throws IOException {
        try (Stream<Path> all = Files.list(outside)) {
            assertThat(all.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("secret", "treasure");
        }
        assertThat(outside.resolve("secret")).hasContent("secret");
        assertThat(root.resolve("stolen")).doesNotExist();
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(name), Path.of(target));
    }
}
