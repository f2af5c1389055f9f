// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.itests.SecureServer;
import org.staithe.testkit.client.ScriptedClient;

/** Clients, and people between them and the server, who try to bend TLS. */
class TlsAttacksIT {

    private static final byte[] CONTENT = new byte[500_000];
    private static final String REASON = "The data connection must resume the TLS session of the control connection.";

    @TempDir
    static Path folder;

    private static SecureServer server;

    @BeforeAll
    static void start(TestInfo test) throws Exception {
        server = TlsOfTheJdk.Servers.start(
                test,
                folder,
                Map.of(
                        "default", Map.of(),
                        "implicit", Map.of("tls.implicit", "true", "tls.resumption", "require"),
                        "login", Map.of("tls", "required-login"),
                        "data", Map.of("tls", "required-data")));
        Files.write(server.root().resolve("there"), CONTENT);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.close();
    }

    // ---- words in the clear behind AUTH

    @ParameterizedTest
    @ValueSource(strings = {"one segment", "two segments"})
    void nothingSaidInTheClearBehindAuthIsEverAnswered(String how) throws IOException {
        try (Socket socket = ForeignTls.plain(server.port("default"))) {
            if (how.equals("one segment")) {
                socket.getOutputStream().write("AUTH TLS\r\nNOOP\r\n".getBytes(US_ASCII));
            } else {
                socket.setTcpNoDelay(true);
                socket.getOutputStream().write("AUTH TLS\r\n".getBytes(US_ASCII));
                socket.getOutputStream().write("NOOP\r\n".getBytes(US_ASCII));
            }
            assertThat(ForeignTls.rest(socket)).startsWith("220 ").doesNotContain("200 ");
        }
        try (ScriptedClient client = server.login("default")) {
            client.says("NOOP").gets(200);
        }
    }

    @Test
    void commandsInjectedAfterThe234EndTheHandshake() throws IOException {
        try (ScriptedClient client = server.connect("default")) {
            client.says("AUTH TLS").gets(234).says("USER ann");
            client.isHungUpOn();
        }
        assertThat(server.said()).contains("TLS with /127.0.0.1:");
    }

    @Test
    void aLoginBegunInTheClearIsForgotten() throws IOException {
        try (ScriptedClient client = server.connect("default")) {
            client.says("USER ann").gets(331).startsTls().says("PASS s3cret").gets(503);
        }
    }

    // ---- data connections

    @ParameterizedTest
    @CsvSource({"TLSv1.2,FIN", "TLSv1.2,RST", "TLSv1.3,FIN", "TLSv1.3,RST"})
    void anUploadThatIsCutShortIsNotPublished(String protocol, String how) throws IOException {
        String name = "cut-" + protocol + how;
        try (ScriptedClient client = server.login("default", protocol);
                Socket plain = ForeignTls.plain(ForeignTls.passivePort(client))) {
            client.says("STOR " + name).gets(150);
            SSLSocket data = new ForeignTls(protocol).over(plain, 1);
            data.getOutputStream().write(CONTENT);
            if (how.equals("RST")) {
                plain.setSoLinger(true, 0);
                plain.close();
            } else {
                plain.shutdownOutput();
            }
            client.gets(426);
            client.says("MDTM " + name).gets(550); // SIZE tells what is there to go on with
        }
        assertThat(server.root().resolve(name)).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aStrangersDataConnectionIsRefused(String protocol) throws IOException {
        try (ScriptedClient client = implicit(protocol);
                Socket plain = ForeignTls.plain(ForeignTls.passivePort(client))) {
            client.says("RETR there").gets(150);
            SSLSocket data = new ForeignTls(protocol).over(plain, 1);
            client.gets(522);
            assertThat(client.text()).isEqualTo(REASON);
            assertThat(ForeignTls.rest(data)).isEmpty();
        }
    }

    /** An honest client of the same server, with a session of its own: still a stranger here. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aDataConnectionThatResumesAnothersSessionIsRefused(String protocol, TestInfo test) throws IOException {
        ForeignTls thief = new ForeignTls(protocol);
        int port = server.port("implicit");
        try (ScriptedClient client = implicit(protocol);
                SSLSocket own = thief.over(ForeignTls.plain(port), port)) {
            assertThat(own.getInputStream().read()).isEqualTo('2'); // and with it, in TLS 1.3, the ticket
            try (Socket plain = ForeignTls.data(ForeignTls.passivePort(client), port)) {
                client.says("STOR stolen").gets(150);
                SSLSocket data = thief.over(plain, port);
                assertThat(data.getSession().getCreationTime()
                                == own.getSession().getCreationTime())
                        .as("the JDK resumes it, BoringSSL does not")
                        .isEqualTo(TlsOfTheJdk.Servers.isFor(test));
                data.getOutputStream().write(CONTENT);
                data.shutdownOutput();
            } catch (IOException e) {
                // refused while it still sent
            }
            client.gets(522);
            client.says("SIZE stolen").gets(550);
        }
        assertThat(server.root().resolve("stolen")).doesNotExist();
    }

    @Test
    void plainDataIsRefusedWhereProtectionWasAgreed() throws IOException {
        try (ScriptedClient client = server.login("default");
                Socket plain = ForeignTls.plain(ForeignTls.passivePort(client))) {
            client.says("STOR plain").gets(150);
            plain.getOutputStream().write(CONTENT, 0, 1000);
            plain.shutdownOutput();
            client.gets(425, 426);
        }
        assertThat(server.root().resolve("plain")).doesNotExist();
    }

    // ---- versions, renegotiation, other protocols

    @ParameterizedTest
    @ValueSource(strings = {"-tls1", "-tls1_1"})
    void oldVersionsAreRefused(String version) throws Exception {
        String said = SecureServer.run(
                        Duration.ofSeconds(20),
                        "openssl",
                        "s_client",
                        version,
                        "-cipher",
                        "ALL:@SECLEVEL=0",
                        "-connect",
                        "127.0.0.1:" + server.port("implicit"))
                .said();
        assertThat(said).contains("alert protocol version").doesNotContain("220 ");
    }

    /** Longer is not allowed, and for longer the JDK would give no tickets at all. BoringSSL has its own mind in 1.3. */
    @Test
    void aSessionCanBeResumedForDays(TestInfo test) throws Exception {
        String most = "604800"; // seven days
        String modern = TlsOfTheJdk.Servers.isFor(test) ? most : "172800";
        for (String version : new String[] {"-tls1_2", "-tls1_3"}) {
            Process openssl = new ProcessBuilder(
                            "openssl",
                            "s_client",
                            version,
                            "-ign_eof",
                            "-connect",
                            "127.0.0.1:" + server.port("implicit"))
                    .redirectErrorStream(true)
                    .start();
            openssl.getOutputStream().write("QUIT\n".getBytes(US_ASCII));
            openssl.getOutputStream().close();
            try (BufferedReader said = openssl.inputReader()) {
                assertThat(said.lines().map(String::strip).toList())
                        .as(version)
                        .contains("TLS session ticket lifetime hint: %s (seconds)"
                                .formatted(version.equals("-tls1_3") ? modern : most));
            } finally {
                openssl.destroyForcibly();
            }
        }
    }

    @Test
    void aClientMayNotRenegotiate() throws Exception {
        Process openssl = new ProcessBuilder(
                        "openssl", "s_client", "-tls1_2", "-connect", "127.0.0.1:" + server.port("implicit"))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = openssl.inputReader()) {
            String line = said.readLine();
            while (line != null && !line.startsWith("220 ")) {
                line = said.readLine();
            }
            assertThat(line).isNotNull();
            openssl.getOutputStream().write("R\n".getBytes(US_ASCII));
            openssl.getOutputStream().flush();
            assertThat(said.lines().toList()).contains("RENEGOTIATING"); // up to its end
        } finally {
            openssl.destroyForcibly();
        }
        assertThat(server.said()).contains("The client asks for a renegotiation");
    }

    /** Nobody attacks here, but an operator must hear of it: the doctor reads these words. */
    @Test
    void whatAClientDoesNotBelieveIsLogged() throws Exception {
        String url = "ftp://127.0.0.1:" + server.port("default") + "/";
        SecureServer.Ended curl = SecureServer.run(
                Duration.ofSeconds(20), "curl", "-sS", "--ssl-reqd", "--tls-max", "1.2", "--user", "a:b", url);
        assertThat(curl.exitCode()).as(curl.said()).isEqualTo(60);
        SecureServer.await("the alert is logged", Duration.ofSeconds(5), () -> server.said()
                .toLowerCase(Locale.ROOT)
                .contains("unknown_ca"));
    }

    @Test
    void onlyFtpIsSpokenByThoseWhoNameAProtocol() throws IOException {
        int port = server.port("implicit");
        for (String browser : new String[] {"http/1.1", "h2", "ftp-data-x"}) {
            assertThatThrownBy(() -> new ForeignTls()
                            .over(ForeignTls.plain(port), port, browser)
                            .close())
                    .hasMessageContaining("no_application_protocol");
        }
        for (String[] offered : new String[][] {{"ftp"}, {"h2", "ftp"}}) {
            try (SSLSocket socket = new ForeignTls().over(ForeignTls.plain(port), port, offered)) {
                assertThat(socket.getApplicationProtocol()).isEqualTo("ftp");
                assertThat(socket.getInputStream().read()).isEqualTo('2');
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1", "POST / HTTP/1.1", "EHLO there", "SSH-2.0-OpenSSH_9.2"})
    void otherProtocolsEndTheSessionAtOnce(String line) throws IOException {
        int port = server.port("implicit");
        try (SSLSocket socket = new ForeignTls().over(ForeignTls.plain(port), port)) {
            socket.getOutputStream().write((line + "\r\nUSER ann\r\n").getBytes(US_ASCII));
            assertThat(ForeignTls.rest(socket)).doesNotContain("331");
        }
    }

    @Test
    void whoSpeaksInTheClearToAnImplicitListenerHearsNoWordInTheClear() throws IOException {
        try (Socket socket = ForeignTls.plain(server.port("implicit"))) {
            socket.getOutputStream().write("USER ann\r\n".getBytes(US_ASCII));
            assertThat(ForeignTls.rest(socket)).doesNotContain("220").doesNotContain("500");
        }
    }

    // ---- the order of things

    @Test
    void protectionIsNegotiatedInTheOrderOfTheRfc() throws IOException {
        try (ScriptedClient client = server.connect("default")) {
            client.says("PBSZ 0").gets(503).says("PROT P").gets(503).says("CCC").gets(533);
            client.startsTls().says("AUTH TLS").gets(503);
            client.says("PROT P").gets(503).says("PBSZ 0").gets(200);
            client.says("PROT E")
                    .gets(536)
                    .says("PROT S")
                    .gets(536)
                    .says("PROT X")
                    .gets(504);
            client.says("PROT P").gets(200).says("PROT C").gets(200);
            client.says("CCC").gets(534);
            client.logsIn(SecureServer.USER, SecureServer.PASSWORD).says("CCC").gets(534);
        }
    }

    @Test
    void nobodyLogsInInTheClearWhereTlsIsRequired() throws IOException {
        try (ScriptedClient client = server.connect("login")) {
            client.says("USER ann").gets(530).says("PASS s3cret").gets(503, 530);
            client.startsTls().logsIn(SecureServer.USER, SecureServer.PASSWORD);
        }
    }

    @Test
    void noDataGoInTheClearWhereTheirProtectionIsRequired() throws IOException {
        try (ScriptedClient client = server.connect("data")) {
            client.says("USER ann").gets(530);
            client.startsTls().logsIn(SecureServer.USER, SecureServer.PASSWORD);
            client.says("EPSV").gets(229, 521);
            client.says("RETR there").gets(521);
            client.says("STOR new").gets(521).says("LIST").gets(521);
            client.says("PBSZ 0").gets(200).says("PROT C").gets(534);
            client.says("EPSV").gets(229, 521);
            client.says("RETR there").gets(521);
            client.protectsData().says("TYPE I").gets(200);
            assertThat(client.downloads("RETR there")).isEqualTo(CONTENT);
        }
        assertThat(server.root().resolve("new")).doesNotExist();
    }

    @Test
    void reinitializationDropsBackIntoTheClear() throws Exception {
        int port = server.port("login");
        Socket plain = ForeignTls.plain(port);
        try (plain) {
            plain.getOutputStream().write("AUTH TLS\r\n".getBytes(US_ASCII));
            BufferedReader clear = new BufferedReader(new InputStreamReader(plain.getInputStream(), US_ASCII), 1);
            assertThat(clear.readLine()).startsWith("220 ");
            assertThat(clear.readLine()).startsWith("234 ");
            SSLSocket secured = new ForeignTls("TLSv1.2").within(plain, port);
            BufferedReader replies = new BufferedReader(new InputStreamReader(secured.getInputStream(), US_ASCII));
            secured.getOutputStream().write("REIN\r\n".getBytes(US_ASCII));
            assertThat(replies.readLine()).startsWith("220 ");
            assertThat(replies.read()).as("close_notify").isNegative();
            // In the clear again, and so a login is refused again.
            plain.getOutputStream().write("USER ann\r\n".getBytes(US_ASCII));
            String rest = "";
            for (int b = plain.getInputStream().read();
                    b >= 0 && b != '\n';
                    b = plain.getInputStream().read()) {
                rest += (char) b;
            }
            assertThat(rest).startsWith("530 ");
        }
    }

    private static ScriptedClient implicit(String protocol) throws IOException {
        return server.reach("implicit")
                .speaksTls(protocol)
                .expects(220)
                .logsIn(SecureServer.USER, SecureServer.PASSWORD)
                .protectsData()
                .says("TYPE I")
                .gets(200);
    }
}
