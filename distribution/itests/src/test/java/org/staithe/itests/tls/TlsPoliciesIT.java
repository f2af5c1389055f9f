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
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.itests.SecureServer;
import org.staithe.testkit.client.ScriptedClient;
import org.staithe.testkit.tls.Certificates;
import org.staithe.testkit.tls.PemFile;
import org.staithe.tls.TlsIdentity;

/** What operators demand of their clients in TLS, and which certificate those see. */
class TlsPoliciesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] CONTENT = new byte[10_000];
    private static final String SUITE = "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256";
    private static final Certificates AUTHORITY = Certificates.authority("Test CA");

    @TempDir
    static Path folder;

    private static SecureServer server;
    private static TlsIdentity first;
    private static TlsIdentity second;

    @BeforeAll
    static void start(TestInfo test) throws Exception {
        Path config = SecureServer.prepare(folder).resolve("config");
        first = AUTHORITY.server("a.example.org", "127.0.0.1");
        second = AUTHORITY.server("b.example.org");
        TlsIdentity revoked = AUTHORITY.client("eve");
        Path material = config.resolve("org.staithe.tls.files-default.cfg");
        SecureServer.set(material, "certificate", write("a.pem", first) + ", " + write("b.pem", second));
        SecureServer.set(material, "key", "");
        SecureServer.set(material, "self.signed", "false");
        PemFile.write(folder.resolve("ca.pem"), AUTHORITY.certificate());
        PemFile.write(folder.resolve("crl.pem"), AUTHORITY.revoking(revoked.certificate()));
        SecureServer.set(material, "client.ca", folder.resolve("ca.pem").toString());
        SecureServer.set(material, "client.crl", folder.resolve("crl.pem").toString());
        write("bob.pem", AUTHORITY.client("bob"));
        write("eve.pem", revoked);
        write("stranger.pem", Certificates.authority("Other CA").client("bob"));
        Files.writeString(
                config.resolve("org.staithe.auth.certificate-default.cfg"),
                "listeners = certificates\nrequired = true\n");
        server = TlsOfTheJdk.Servers.start(
                test,
                folder,
                Map.of(
                        "default", Map.of(),
                        "ccc", Map.of("tls.ccc", "true"),
                        "one", Map.of("tls.versions", "1.2", "tls.suites", SUITE),
                        "certificates", Map.of("tls.client.certificate", "needed", "tls.resumption", "require")));
        server.addUser("bob");
        server.addUser("login", "tls = required-login");
        server.addUser("data", "tls = required-data");
        server.addUser("eve");
        Files.write(server.root().resolve("there"), CONTENT);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.close();
    }

    @Test
    void onlyTheSuiteThatIsConfiguredIsSpoken() throws IOException {
        try (ScriptedClient client = server.login("one")) {
            assertThat(client.tlsSession().getCipherSuite()).isEqualTo(SUITE);
            assertThat(client.tlsSession().getProtocol()).isEqualTo("TLSv1.2");
            assertThat(client.downloads("RETR there")).isEqualTo(CONTENT);
        }
        try (ScriptedClient client = server.connect("one").says("AUTH TLS").gets(234)) {
            assertThatThrownBy(() -> client.speaksTls("TLSv1.3")).hasRootCauseInstanceOf(SSLException.class);
        }
    }

    // ---- certificates of the server

    @Test
    void hostChoosesTheCertificateOfAClientWithoutServerName() throws IOException {
        assertThat(shown("", new ForeignTls())).isEqualTo(first.certificate());
        assertThat(shown("HOST B.example.org", new ForeignTls())).isEqualTo(second.certificate());
        assertThat(shown("HOST elsewhere.example.org", new ForeignTls())).isEqualTo(first.certificate());
    }

    @Test
    void theServerNameOfTlsCountsMoreThanHost() throws IOException {
        assertThat(shown("", new ForeignTls().asking("b.example.org"))).isEqualTo(second.certificate());
        assertThat(shown("HOST b.example.org", new ForeignTls().asking("a.example.org")))
                .isEqualTo(first.certificate());
    }

    @Test
    void aSessionThatNamedItsHostGetsItsDataConnections() throws IOException {
        try (ScriptedClient client = server.connect("default")) {
            client.says("HOST b.example.org").gets(220).startsTls();
            client.logsIn(SecureServer.USER, SecureServer.PASSWORD).protectsData();
            client.says("TYPE I").gets(200);
            assertThat(client.downloads("RETR there")).isEqualTo(CONTENT);
            try (Socket plain = ForeignTls.plain(ForeignTls.passivePort(client))) {
                client.says("LIST").gets(150);
                SSLSocket data = new ForeignTls().over(plain, 1);
                assertThat(data.getSession().getPeerCertificates()[0]).isEqualTo(second.certificate());
                assertThat(ForeignTls.rest(data)).contains("there");
            }
            client.gets(226);
        }
    }

    // ---- what users are held to

    @Test
    void aUserIsHeldToTls() throws IOException {
        for (String user : List.of("login", "data")) {
            try (ScriptedClient client = server.connect("default")) {
                client.says("USER " + user).gets(331);
                client.says("PASS " + SecureServer.PASSWORD)
                        .gets(530)
                        .says("PWD")
                        .gets(530);
            }
        }
        try (ScriptedClient client = server.connect("default")) {
            client.startsTls().logsIn("login", SecureServer.PASSWORD);
            client.says("TYPE I").gets(200);
            assertThat(client.downloads("RETR there")).isEqualTo(CONTENT);
        }
        try (ScriptedClient client = server.connect("default")) {
            client.startsTls().logsIn("data", SecureServer.PASSWORD);
            client.says("EPSV").gets(229).says("RETR there").gets(521);
            client.says("PBSZ 0").gets(200).says("PROT C").gets(534);
            client.protectsData().says("TYPE I").gets(200);
            assertThat(client.downloads("RETR there")).isEqualTo(CONTENT);
        }
    }

    @Test
    void aClientIsLoggedInByItsCertificate() throws Exception {
        Path uploaded = Files.write(folder.resolve("uploaded"), CONTENT);
        for (String version : List.of("1.2", "1.3")) {
            assertThat(curl("bob", "bob", version, "-T", uploaded.toString()).exitCode())
                    .isZero();
        }
        assertThat(server.root().resolve("uploaded")).hasBinaryContent(CONTENT);
    }

    @Test
    void nobodyIsLetInByAnothersARevokedAStrangersOrNoCertificate() throws Exception {
        int loginDenied = 67;
        for (String version : List.of("1.2", "1.3")) {
            assertThat(curl("eve", "bob", version).exitCode()).isEqualTo(loginDenied);
            assertThat(curl("eve", "eve", version).exitCode()).isNotIn(0, loginDenied);
            assertThat(curl("bob", "stranger", version).exitCode()).isNotIn(0, loginDenied);
            assertThat(curl("bob", "", version).exitCode()).isNotIn(0, loginDenied);
        }
        assertThat(server.said()).doesNotContain("eve logged in");
    }

    // ---- what AUTH and CCC mean

    @ParameterizedTest
    @ValueSource(strings = {"TLS-P", "SSL"})
    void someFormsOfAuthProtectTheDataAtOnce(String form) throws IOException {
        try (ScriptedClient client = begun(form);
                Socket plain = ForeignTls.plain(ForeignTls.passivePort(client))) {
            client.says("LIST").gets(150);
            assertThat(ForeignTls.rest(new ForeignTls().over(plain, 1))).contains("there");
            client.gets(226);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS", "TLS-C", "tls"})
    void theOthersLeaveTheDataInTheClearUntilProt(String form) throws IOException {
        try (ScriptedClient client = begun(form)) {
            assertThat(client.lists("NLST")).contains("there");
        }
    }

    @Test
    void afterCccTheDataStayProtected() throws IOException {
        int port = server.port("ccc");
        try (Socket plain = ForeignTls.plain(port)) {
            BufferedReader clear = reader(plain);
            say(plain, "AUTH TLS");
            assertThat(clear.readLine()).startsWith("220 ");
            assertThat(clear.readLine()).startsWith("234 ");
            ForeignTls tls = new ForeignTls("TLSv1.2");
            SSLSocket secured = tls.within(plain, port);
            BufferedReader replies = reader(secured);
            List<String> codes = new ArrayList<>();
            for (String line : List.of("USER ann", "PASS " + SecureServer.PASSWORD, "PBSZ 0", "PROT P", "CCC")) {
                say(secured, line);
                codes.add(replies.readLine().substring(0, 3));
            }
            assertThat(codes).containsExactly("331", "230", "200", "200", "200");
            assertThat(replies.read()).as("close_notify").isNegative();
            say(plain, "EPSV");
            String passive = clear.readLine();
            assertThat(passive).startsWith("229 ");
            try (Socket data = ForeignTls.plain(Integer.parseInt(passive.split("\\|")[3]))) {
                say(plain, "NLST");
                assertThat(clear.readLine()).startsWith("150 ");
                assertThat(ForeignTls.rest(tls.over(data, port))).contains("there");
            }
            assertThat(clear.readLine()).startsWith("226 ");
        }
    }

    /** RFC 959 section 4.1.1: REIN lets a transfer end. The client need not wait for that. */
    @Test
    void reinDuringATransferDropsBackAfterIt() throws IOException {
        int port = server.port("default");
        try (Socket plain = ForeignTls.plain(port)) {
            BufferedReader clear = reader(plain);
            say(plain, "AUTH TLS");
            assertThat(clear.readLine()).startsWith("220 ");
            assertThat(clear.readLine()).startsWith("234 ");
            SSLSocket secured = new ForeignTls("TLSv1.2").within(plain, port);
            BufferedReader replies = reader(secured);
            for (String line : List.of("USER ann", "PASS " + SecureServer.PASSWORD)) {
                say(secured, line);
                assertThat(replies.readLine()).startsWith(line.startsWith("USER") ? "331 " : "230 ");
            }
            say(secured, "EPSV");
            try (Socket data =
                    ForeignTls.plain(Integer.parseInt(replies.readLine().split("\\|")[3]))) {
                say(secured, "STOR rein");
                assertThat(replies.readLine()).startsWith("150 ");
                say(secured, "REIN");
                data.getOutputStream().write(CONTENT);
            }
            assertThat(replies.readLine()).startsWith("226 ");
            assertThat(replies.readLine()).startsWith("220 ");
            assertThat(replies.read()).as("close_notify").isNegative();
            say(plain, "PWD");
            assertThat(clear.readLine()).startsWith("530 ");
        }
        assertThat(server.root().resolve("rein")).hasBinaryContent(CONTENT);
    }

    private static ScriptedClient begun(String form) throws IOException {
        ScriptedClient client = server.connect("default");
        client.says("AUTH " + form).gets(234).speaksTls();
        return client.logsIn(SecureServer.USER, SecureServer.PASSWORD);
    }

    private static X509Certificate shown(String before, ForeignTls tls) throws IOException {
        int port = server.port("default");
        try (Socket plain = ForeignTls.plain(port)) {
            BufferedReader clear = reader(plain);
            assertThat(clear.readLine()).startsWith("220 ");
            if (!before.isEmpty()) {
                say(plain, before);
                assertThat(clear.readLine()).startsWith("220 ");
            }
            say(plain, "AUTH TLS");
            assertThat(clear.readLine()).startsWith("234 ");
            return (X509Certificate) tls.within(plain, port).getSession().getPeerCertificates()[0];
        }
    }

    /** Lists, or what the options say, as this user with that certificate. The password is nobody's. */
    private static SecureServer.Ended curl(String user, String certificate, String version, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("curl", "-sSk", "--ssl-reqd"));
        command.addAll(List.of("--tlsv" + version, "--tls-max", version));
        if (!certificate.isEmpty()) {
            command.addAll(
                    List.of("--cert", folder.resolve(certificate + ".pem").toString()));
        }
        command.addAll(List.of(options));
        command.add("ftp://%s:none@127.0.0.1:%d/".formatted(user, server.port("certificates")));
        return SecureServer.run(PATIENCE, command.toArray(new String[0]));
    }

    /** Key and certificate in one file. */
    private static Path write(String name, TlsIdentity identity) throws IOException {
        Path file = folder.resolve(name);
        PemFile.write(file, identity.key(), identity.certificate());
        return file;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII), 1);
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
    }
}
