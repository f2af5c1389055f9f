// SPDX-License-Identifier: Apache-2.0
package org.staithe.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.event.Event;
import org.staithe.session.Session;
import org.staithe.session.SessionListener;
import org.staithe.session.TransferReport.Result;
import org.staithe.testkit.config.Settings;
import org.staithe.testkit.session.SampleSession;
import org.staithe.testkit.session.SampleTransfer;
import org.staithe.testkit.session.SessionListenerContract;

class AuditTest extends SessionListenerContract {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:05.250Z");
    private static final Session GUEST =
            SampleSession.builder().id("s7").connected(NOW.minusSeconds(5)).build();
    private static final Session ANN = SampleSession.builder()
            .id("s7")
            .connected(NOW.minusSeconds(5))
            .user("ann")
            .secure(true)
            .client("lftp")
            .build();

    @TempDir
    private Path folder;

    @Override
    protected SessionListener listener() {
        return audit();
    }

    @Test
    void eachEventIsOneJsonLine() throws Exception {
        Audit audit = audit();
        audit.opened(GUEST);
        audit.loginRefused(GUEST, "an\"n", "wrong password");
        audit.loggedIn(ANN);
        audit.transferStarted(
                ANN, SampleTransfer.upload("/in/a").ended(Result.RUNNING, 0).build());
        audit.transferred(
                ANN, SampleTransfer.upload("/in/a").started(NOW).offset(7).build());
        audit.closed(ANN, "QUIT");
        String common = "\"session\":\"s7\",\"listener\":\"default\",\"peer\":\"127.0.0.1\"";
        String ann = common + ",\"tls\":true,\"user\":\"ann\"";
        assertThat(lines("events.json"))
                .containsExactly(
                        at(
                                "opened",
                                common
                                        + ",\"tls\":false,\"peer_port\":40000,\"local\":\"127.0.0.1\",\"local_port\":21"),
                        at(
                                "login-refused",
                                common + ",\"tls\":false,\"typed\":\"an\\\"n\",\"reason\":\"wrong password\""),
                        at("login", ann + ",\"client\":\"lftp\""),
                        at(
                                "transfer",
                                ann
                                        + ",\"direction\":\"upload\",\"verb\":\"STOR\",\"path\":\"/in/a\",\"type\":\"image\""
                                        + ",\"data_tls\":false,\"offset\":7,\"bytes\":1000"
                                        + ",\"started\":\"2026-11-22T08:00:05.250Z\",\"millis\":1000"
                                        + ",\"result\":\"completed\",\"code\":226"),
                        at("closed", ann + ",\"reason\":\"QUIT\",\"millis\":5000"));
    }

    @Test
    void aSwapIsALineToo() throws Exception {
        Map<String, Object> said = new HashMap<>();
        said.put("time", NOW.toString());
        said.put("kind", "Command");
        said.put("what", "SITE HELLO");
        said.put("from", "org.example 1.0.0");
        said.put("to", "org.example 2.0.0");
        said.put("way", "update");
        said.put("leases", 3);
        said.put("waited.millis", 20L);
        said.put("pause.millis", 12L);
        said.put("end", "GRACEFUL");
        said.put("aborted", 0);
        audit().handleEvent(new Event("org/staithe/swap", said));
        assertThat(lines("events.json"))
                .containsExactly("{\"time\":\"2026-11-22T08:00:05.250Z\",\"event\":\"swap\",\"kind\":\"Command\","
                        + "\"what\":\"SITE HELLO\",\"from\":\"org.example 1.0.0\",\"to\":\"org.example 2.0.0\","
                        + "\"way\":\"update\",\"leases\":3,\"waited_millis\":20,\"pause_millis\":12,"
                        + "\"end\":\"graceful\",\"aborted\":0}");
    }

    @Test
    void aNameWithALineEndForgesNoLine() throws Exception {
        Audit audit = audit();
        audit.transferred(
                ANN,
                SampleTransfer.upload("/a\r\nSun Nov 22 b \u202ec\u2028\u0085\u00a0d\u001b[2J")
                        .build());
        audit.loginRefused(GUEST, "x\n{\"event\":\"login\"}", "no such user");
        assertThat(lines("xferlog")).singleElement().asString().contains(" /a__Sun_Nov_22_b__c___d_[2J b _ i ");
        assertThat(lines("events.json"))
                .hasSize(2)
                .anyMatch(line ->
                        line.contains("\"/a\\u000d\\u000aSun Nov 22 b \\u202ec\\u2028\\u0085\\u00a0d\\u001b[2J\""))
                .anyMatch(line -> line.contains("\"x\\u000a{\\\"event\\\":\\\"login\\\"}\""));
    }

    @Test
    void listingsAreEventsButNoFileTransfers() throws Exception {
        audit().transferred(ANN, SampleTransfer.listing("/").build());
        assertThat(lines("events.json")).hasSize(1);
        assertThat(folder.resolve("xferlog")).doesNotExist();
    }

    @Test
    void oneFileWillDo() throws Exception {
        Audit audit = new Audit(
                Settings.of(
                        Audit.Config.class,
                        Map.of("transfers.file", folder.resolve("xferlog").toString())),
                () -> NOW);
        audit.opened(ANN);
        audit.transferred(ANN, SampleTransfer.upload("/a").build());
        assertThat(lines("xferlog")).hasSize(1);
    }

    @Test
    void aConfigurationWithoutAUsableFileIsRefused() {
        assertThatThrownBy(() -> new Audit(Settings.of(Audit.Config.class, Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("transfers.file")
                .hasMessageContaining("events.file");
        assertThatThrownBy(() -> new Audit(Settings.of(Audit.Config.class, Map.of("events.file", folder.toString()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("events.file = '" + folder + "'");
    }

    @Test
    void aWrongChangeIsRefusedWholeAndTheFormerFilesAreWritten() throws Exception {
        Audit audit = audit();
        assertThatThrownBy(() -> audit.modified(files("transfers.file", "other", "events.file", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("events.file = '" + folder + "/': write the path of a file, not of a directory");
        audit.transferred(ANN, SampleTransfer.upload("/a").build());
        assertThat(lines("xferlog")).hasSize(1);
        assertThat(lines("events.json")).hasSize(1);
        assertThat(folder.resolve("other")).doesNotExist();
    }

    @Test
    void aFileThatIsNamedAgainGoesOnAndTheOtherIsReplaced() throws Exception {
        Audit audit = audit();
        audit.transferred(ANN, SampleTransfer.upload("/a").build());
        audit.modified(files("transfers.file", "other", "events.file", "events.json"));
        audit.transferred(ANN, SampleTransfer.upload("/b").build());
        assertThat(lines("xferlog")).hasSize(1);
        assertThat(lines("other")).hasSize(1);
        assertThat(lines("events.json")).hasSize(2);
    }

    @Test
    void noEventIsLostWhileTheFilesAreReplaced() throws Exception {
        Audit audit = audit();
        FutureTask<Void> telling = new FutureTask<>(
                () -> {
                    for (int i = 0; i < 1000; i++) {
                        audit.opened(GUEST);
                    }
                },
                null);
        new Thread(telling).start();
        int changes = 0;
        while (!telling.isDone() || changes < 2) {
            audit.modified(
                    files("transfers.file", "xferlog", "events.file", changes++ % 2 == 0 ? "one" : "events.json"));
        }
        telling.get(10, TimeUnit.SECONDS);
        audit.opened(GUEST);
        Stream<Path> written =
                Stream.of("one", "events.json").map(folder::resolve).filter(Files::exists);
        assertThat(written.mapToLong(AuditTest::count).sum()).isEqualTo(1001);
    }

    private static long count(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Audit.Config files(String key, String file, String otherKey, String otherFile) {
        return Settings.of(Audit.Config.class, Map.of(key, folder + "/" + file, otherKey, folder + "/" + otherFile));
    }

    private Audit audit() {
        return new Audit(
                Settings.of(
                        Audit.Config.class,
                        Map.of(
                                "transfers.file", folder.resolve("xferlog").toString(),
                                "events.file", folder.resolve("events.json").toString())),
                () -> NOW);
    }

    private static String at(String event, String rest) {
        return "{\"time\":\"2026-11-22T08:00:05.250Z\",\"event\":\"" + event + "\"," + rest + "}";
    }

    private List<String> lines(String file) throws Exception {
        return Files.readAllLines(folder.resolve(file));
    }
}
