// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.itests.SecureServer;

/** curl (OpenSSL), lftp (GnuTLS) and Python's ftplib (OpenSSL), with 50 files in a control session each. */
class TlsToolsIT {

    private static final int FILES = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    static Path folder;

    private static SecureServer server;
    private static Path files;
    private static Path half;
    private static Path script;

    @BeforeAll
    static void start(TestInfo test) throws Exception {
        server = TlsOfTheJdk.Servers.start(test, folder, TlsListeners.forClients());
        files = Files.createDirectories(folder.resolve("files"));
        half = Files.createDirectories(folder.resolve("half"));
        Random random = new Random(3);
        for (int i = 1; i <= FILES; i++) {
            byte[] content = new byte[i * 3001];
            random.nextBytes(content);
            Files.write(files.resolve("f" + i), content);
            if (i <= FILES / 2) {
                Files.write(half.resolve("f" + i), content);
            }
        }
        script = folder.resolve("ftps_session.py");
        try (var in = TlsToolsIT.class.getResourceAsStream("/ftps_session.py")) {
            Files.copy(in, script);
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "require-1.2,ftp,50", "implicit-1.2,ftps,50",
        "prefer,ftp,50", "off,ftp,50",
        // In TLS 1.3 curl 7 uses each ticket once, keeps only the newest, and gets none with an upload.
        "require-1.3,ftp,1", "implicit-1.3,ftps,1"
    })
    void curlUploadsFilesInOneSession(String listener, String scheme, int count) throws Exception {
        String place = fresh("curl-up-" + listener);
        curl("-T", files + "/f[1-" + count + "]", url(scheme, listener, place));
        assertSame(files, server.root().resolve(place), count);
    }

    @ParameterizedTest
    @CsvSource({
        "require-1.2,ftp,50",
        "require-1.3,ftp,50",
        "implicit-1.2,ftps,5",
        "implicit-1.3,ftps,5",
        "prefer,ftp,5",
        "off,ftp,5"
    })
    void curlListsAndDownloadsFilesInOneSession(String listener, String scheme, int count) throws Exception {
        String place = planted("curl-down-" + listener);
        assertThat(curl(url(scheme, listener, place)).lines()).hasSize(FILES);
        Path copies = Files.createDirectories(folder.resolve(place));
        curl(url(scheme, listener, place) + "f[1-" + count + "]", "-o", copies + "/f#1");
        assertSame(files, copies, count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"require-1.2", "require-1.3"})
    void curlGoesOnWhereItStopped(String listener) throws Exception {
        String place = planted("curl-on-" + listener);
        byte[] whole = Files.readAllBytes(files.resolve("f50"));
        Path copy = Files.write(folder.resolve(place), Arrays.copyOf(whole, 70_000));
        curl("-C", "-", "-o", copy.toString(), url("ftp", listener, place) + "f50");
        assertThat(copy).hasBinaryContent(whole);
        Path there = Files.write(server.root().resolve(place).resolve("f50"), Arrays.copyOf(whole, 70_000));
        curl("-C", "-", "-T", files.resolve("f50").toString(), url("ftp", listener, place));
        assertThat(there).hasBinaryContent(whole);
    }

    /** Half of the 50 files go up, half come down; the listings come on top. */
    @ParameterizedTest
    @CsvSource({
        "require-1.2,ftp,yes",
        "require-1.2,ftp,no",
        "require-1.3,ftp,yes",
        "require-1.3,ftp,no",
        "implicit-1.2,ftps,yes",
        "implicit-1.3,ftps,no",
        "require,ftp,yes",
        "prefer,ftp,yes",
        "off,ftp,no"
    })
    void lftpMirrorsFilesUpAndDown(String listener, String scheme, String passive) throws Exception {
        String place = "lftp-" + listener + "-" + passive;
        Path copy = folder.resolve(place);
        lftp(
                scheme,
                listener,
                "set ftp:passive-mode " + passive,
                "mirror -R '" + half + "' " + place,
                "mirror " + place + " '" + copy + "'");
        assertSame(half, server.root().resolve(place), FILES / 2);
        assertSame(half, copy, FILES / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"require-1.2", "require-1.3"})
    void lftpGoesOnWhereItStopped(String listener) throws Exception {
        String place = planted("lftp-on-" + listener);
        byte[] whole = Files.readAllBytes(files.resolve("f50"));
        Path copy = Files.write(folder.resolve(place), Arrays.copyOf(whole, 70_000));
        Path there = Files.write(server.root().resolve(place).resolve("f49"), Arrays.copyOf(whole, 10));
        Files.write(there, Arrays.copyOf(Files.readAllBytes(files.resolve("f49")), 70_000));
        lftp("ftp", listener, "cd " + place, "get -c f50 -o '" + copy + "'", "put -c '" + files.resolve("f49") + "'");
        assertThat(copy).hasBinaryContent(whole);
        assertThat(there).hasSameBinaryContentAs(files.resolve("f49"));
    }

    /** Each of the 10 rounds makes five transfers: two uploads, a listing, two downloads; half of them resume files. */
    @ParameterizedTest
    @CsvSource({
        "explicit,require-1.2,passive,1.2,reuse", "explicit,require-1.3,passive,1.3,reuse",
        "explicit,require-1.2,active,1.2,reuse", "explicit,require-1.3,active,1.3,reuse",
        "implicit,implicit-1.2,passive,1.2,reuse", "implicit,implicit-1.3,active,1.3,reuse",
        "explicit,prefer,passive,1.3,fresh", "explicit,prefer,active,1.2,fresh",
        "explicit,off,passive,1.3,fresh", "explicit,off,passive,1.2,reuse"
    })
    void pythonMakesFiftyTransfersInOneSession(String how, String listener, String mode, String version, String reuse)
            throws Exception {
        String said = SecureServer.succeeds(
                PATIENCE,
                "python3",
                script.toString(),
                how,
                Integer.toString(server.port(listener)),
                mode,
                version,
                reuse,
                "10");
        assertThat(said).isEqualTo("done\n");
    }

    /** What an operator who requires resumption will meet; the table of docs/tls.md says so. */
    @Test
    void curlIsRefusedTheSecondUploadOfATls13SessionWithAReason() throws Exception {
        String place = fresh("curl-second");
        SecureServer.Ended curl =
                SecureServer.run(PATIENCE, command("-v", "-T", files + "/f[1-2]", url("ftp", "require-1.3", place)));
        if (curl.said().contains("Re-using existing connection") && curl.exitCode() != 0) {
            assertThat(curl.said()).contains("522 The data connection must resume the TLS session");
            assertThat(server.root().resolve(place).resolve("f2")).doesNotExist();
        } else {
            assertSame(files, server.root().resolve(place), 2); // a newer curl
        }
    }

    private static String fresh(String place) throws IOException {
        Files.createDirectories(server.root().resolve(place));
        return place + "/";
    }

    private static String planted(String place) throws IOException {
        Path there = Files.createDirectories(server.root().resolve(place));
        for (int i = 1; i <= FILES; i++) {
            Files.copy(files.resolve("f" + i), there.resolve("f" + i));
        }
        return place + "/";
    }

    private static void assertSame(Path expected, Path actual, int count) {
        for (int i = 1; i <= count; i++) {
            assertThat(actual.resolve("f" + i)).hasSameBinaryContentAs(expected.resolve("f" + i));
        }
    }

    private static String url(String scheme, String listener, String path) throws IOException {
        return scheme + "://127.0.0.1:" + server.port(listener) + "/" + path;
    }

    private static String curl(String... arguments) throws IOException, InterruptedException {
        return SecureServer.succeeds(PATIENCE, command(arguments));
    }

    private static String[] command(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("curl", "-sSk", "--happy-eyeballs-timeout-ms", "20", "--ssl-reqd", "--user"));
        command.add(SecureServer.USER + ":" + SecureServer.PASSWORD);
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    private static void lftp(String scheme, String listener, String... commands)
            throws IOException, InterruptedException {
        List<String> script = new ArrayList<>(List.of(
                "set cmd:fail-exit yes",
                "set ssl:verify-certificate no",
                "set ftp:ssl-force yes",
                "set ftp:ssl-protect-data yes",
                "set ftp:ssl-protect-list yes",
                "set net:timeout 15",
                "set net:max-retries 1",
                "open -u " + SecureServer.USER + "," + SecureServer.PASSWORD + " " + url(scheme, listener, "")));
        script.addAll(List.of(commands));
        SecureServer.succeeds(PATIENCE, "lftp", "-c", String.join("; ", script));
    }
}
