// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.testkit.client.ScriptedClient;

/** Names that want out of the tree, into a listing, or into the wrong hands. */
class NameAttacksIT extends WithServer {

    private static final int[] REFUSED = {500, 501, 502, 550, 553};

    private static final String SECRET_TIME = "20010203040506";

    private static Path secret;

    @BeforeAll
    static void prepare() throws Exception {
        secret = Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.setLastModifiedTime(secret, FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
        Files.createSymbolicLink(server.root().resolve("link"), secret);
        Files.createSymbolicLink(server.root().resolve("relative"), Path.of("../secret.txt"));
        Files.createSymbolicLink(server.root().resolve("out"), folder);
        Tool.run(Duration.ofSeconds(5), "mkfifo", server.root().resolve("pipe").toString())
                .succeeded();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.txt",
                "/../../secret.txt",
                "x/../../secret.txt",
                "..\\secret.txt",
                "%2e%2e/secret.txt",
                "%252e%252e%252fsecret.txt",
                "....//secret.txt",
                "..;/secret.txt",
                "\u2025/secret.txt",
                "\uff0e\uff0e/secret.txt",
                ".. /secret.txt",
                "/proc/self/root/etc/passwd",
                "//etc/passwd",
                "file:///etc/passwd",
                "~/secret.txt",
                "link",
                "relative",
                "out/secret.txt",
                "out/root/link"
            })
    void noNameLeadsOut(String name) throws IOException {
        try (ScriptedClient client = server.login()) {
            // Of a link, there is no harm in the link's own time.
            client.says("MDTM " + name).hears();
            assertThat(client.text()).doesNotContain(SECRET_TIME);
            for (String verb : List.of("SIZE", "HASH", "XMD5", "MFMT 20200101000000", "SITE CHMOD 777")) {
                client.says(verb + " " + name).gets(REFUSED);
            }
            client.says("EPSV").gets(229).says("RETR " + name).gets(REFUSED);
            client.says("APPE " + name).hears();
            if (client.reply().code() == 150) {
                // A strange name, but one of this tree.
                client.says("ABOR").gets(426).gets(226);
            }
            client.says("RNFR " + name).gets(350, 550, 501, 553);
        }
        assertThat(secret).hasContent("secret");
        assertThat(Files.getLastModifiedTime(secret).toString()).startsWith("2001");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("home", "root", "secret.txt", "output.txt");
    }

    @Test
    void nothingIsStoredMadeOrMovedThroughALink() throws IOException {
        try (ScriptedClient client = server.login()) {
            client.says("EPSV").gets(229).says("STOR out/new.txt").gets(REFUSED);
            client.says("MKD out/new").gets(REFUSED);
            client.says("CWD out").gets(REFUSED);
            client.says("DELE out/secret.txt").gets(REFUSED);
            client.uploads("STOR mine.txt", new byte[1]);
            client.says("RNFR mine.txt").gets(350).says("RNTO out/mine.txt").gets(REFUSED);
        }
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("home", "root", "secret.txt", "output.txt");
    }

    @Test
    void namesWithControlOctetsAreRefusedWhole() throws IOException {
        try (ScriptedClient client = server.login()) {
            client.uploads("STOR whole.txt", new byte[3]);
            for (String line : List.of("DELE whole.txt\0x", "SIZE whole.txt\0", "DELE whole.txt\rx", "MKD a\rb")) {
                client.saysRaw((line + "\r\n").getBytes(UTF_8)).gets(REFUSED);
            }
            // Neither overlong nor a lone surrogate nor Latin-1 is UTF-8.
            for (String octets : List.of("\u00c0\u00ae\u00c0\u00ae", "\u00ed\u00a0\u0080", "gr\u00fc\u00df")) {
                client.saysRaw(("MKD " + octets + "\r\n").getBytes(ISO_8859_1)).gets(REFUSED);
            }
            for (String verb : List.of("MKD", "STOR", "APPE")) {
                client.says("EPSV").gets(229).says(verb + " a\tb").gets(553);
            }
            client.says("RNFR whole.txt").gets(350).says("RNTO a\u001b[2Jb").gets(553);
            client.says("SIZE whole.txt").gets(213);
            assertThat(client.lists("NLST")).noneMatch(name -> name.matches("a.*b?"));
        }
    }

    @Test
    void aBareLineFeedEndsALineAndNeverGetsIntoAName() throws IOException {
        try (ScriptedClient client = server.login()) {
            client.saysRaw("MKD one\nNOOP\n".getBytes(UTF_8)).gets(257).gets(200);
            assertThat(server.root().resolve("one")).isDirectory();
        }
    }

    @Test
    void listingsAndRepliesHaveNoControlCharacters() throws IOException {
        Path evil = Files.createDirectory(server.root().resolve("evil"));
        Files.createFile(evil.resolve("a\r\n226 forged"));
        Files.createFile(evil.resolve("b\u001b[31m\u0007"));
        Files.createDirectory(evil.resolve("c\n250 forged"));
        try (ScriptedClient client = server.login()) {
            for (String verb : List.of("LIST evil", "NLST evil", "MLSD evil")) {
                String listing = new String(client.downloads(verb), UTF_8);
                assertThat(listing.replace("\r\n", "")).as(verb).doesNotContainPattern("\\p{Cntrl}");
                assertThat(listing.lines()).as(verb).noneMatch(line -> line.matches("2[25][06] forged.*"));
            }
            client.says("STAT evil").gets(211, 212, 213);
            assertThat(client.reply().lines()).noneMatch(line -> line.matches("(?s).*\\p{Cntrl}.*|2.*forged"));
        }
    }

    @Test
    void namesOnDiskThatAreNoTextDoNotBreakTheListing() throws Exception {
        String make = "import os,sys; os.mkdir(sys.argv[1]); d=os.fsencode(sys.argv[1]);"
                + "[open(d+b'/'+n,'w').close() for n in (b'gr\\xfc\\xdf', b'\\xff\\xfe', b'good')]";
        Tool.run(
                        Duration.ofSeconds(10),
                        "python3",
                        "-c",
                        make,
                        server.root().resolve("bytes").toString())
                .succeeded();
        try (ScriptedClient client = server.login()) {
            for (String verb : List.of("LIST bytes", "NLST bytes", "MLSD bytes")) {
                assertThat(client.lists(verb)).as(verb).anyMatch(line -> line.endsWith("good"));
            }
        }
    }

    @Test
    void aPipeIsRefusedAtOnce() throws IOException {
        try (ScriptedClient client = server.login()) {
            client.patience(Duration.ofSeconds(1));
            for (String verb : List.of("RETR", "STOR", "APPE", "HASH", "XCRC", "SIZE")) {
                client.says("EPSV").gets(229).says(verb + " pipe").gets(REFUSED);
            }
            client.lists("LIST");
        }
    }

    @Test
    void namesThatLookLikeOptionsOrPatternsAreNames() throws IOException {
        try (ScriptedClient client = server.login()) {
            client.says("MKD odd").gets(257).says("CWD odd").gets(250);
            client.uploads("STOR -la", new byte[1])
                    .uploads("STOR *", new byte[1])
                    .uploads("STOR safe", new byte[1]);
            client.says("DELE *").gets(250);
            assertThat(client.lists("NLST")).containsExactlyInAnyOrder("-la", "safe");
            assertThat(client.lists("LIST -la")).hasSizeGreaterThanOrEqualTo(2);
            client.says("MKD quo\"te").gets(257);
            assertThat(client.text()).startsWith("\"/odd/quo\"\"te\"");
        }
    }

    @Test
    void aFolderThatVanishesUnderOneSessionHarmsNoOther() throws IOException {
        try (ScriptedClient one = server.login();
                ScriptedClient other = server.login()) {
            one.says("MKD here").gets(257).says("CWD here").gets(250);
            other.says("RMD here").gets(250).says("CWD /").gets(250);
            one.says("MKD x").gets(REFUSED).says("CWD /").gets(250);
            assertThat(server.root().resolve("here").toFile().exists()).isFalse();
            assertThat(Files.exists(server.root().resolve("link"), LinkOption.NOFOLLOW_LINKS))
                    .isTrue();
        }
    }
}
