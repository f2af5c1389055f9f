// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.staithe.config.ConfigurationChange;
import org.staithe.config.ConfigurationJournal;
import org.staithe.config.ConfigurationJournal.Authorship;
import org.staithe.config.ConfigurationKind;
import org.staithe.config.ConfigurationPreview;
import org.staithe.config.Difference;
import org.staithe.config.Problem;
import org.staithe.config.RefusedChangeException;
import org.staithe.testkit.osgi.RunningBundle;

/** Changes of a real configuration in a real framework, with its file. */
@Timeout(120)
class JournalTest {

    private static final String KIND = "org.staithe.dataport.passive";
    private static final String PID = KIND + "~default";
    private static final String TEXT = "# Open these.\nports = 20000\napi.password = hush\n";

    @TempDir
    Path home;

    private Path file;
    private RunningBundle bundle;
    private ConfigurationJournal journal;

    @BeforeEach
    void start() throws Exception {
        System.setProperty("staithe.home", home.toString());
        file = Files.createDirectories(home.resolve("config")).resolve(KIND + "-default.cfg");
        Files.writeString(file, TEXT);
        run("1");
        configure("20000", "hush");
    }

    private void run(String storage) throws Exception {
        bundle = new RunningBundle(
                KIND,
                home.resolve("storage" + storage),
                "org.staithe.config",
                "org.apache.felix.configadmin.plugin.interpolation");
        journal = bundle.service(ConfigurationJournal.class, "(objectClass=*)");
    }

    @AfterEach
    void stop() throws Exception {
        System.clearProperty("staithe.home");
        bundle.close();
    }

    @Test
    void aChangeIsNotedWithWhoAndWhatAndWrittenToItsFile() throws Exception {
        try (Authorship ann = journal.by("ann", "console")) {
            journal.change(PID, with("ports", "20001"));
        }

        ConfigurationChange change = last();
        assertThat(change.who()).isEqualTo("ann");
        assertThat(change.origin()).isEqualTo("console");
        assertThat(change.pid()).isEqualTo(PID);
        assertThat(change.differences()).extracting(Difference::toString).containsExactly("ports: 20000 -> 20001");
        assertThat(change.effect()).contains("next PASV");
        assertThat(Files.readString(file)).isEqualTo(TEXT.replace("20000", "20001"));
    }

    @Test
    void whoDoesNotUseTheJournalIsNotedToo() throws Exception {
        configure("20005", "hush");
        assertThat(last().differences()).extracting(Difference::toString).containsExactly("ports: 20000 -> 20005");
        assertThat(Files.readString(file)).isEqualTo(TEXT);
    }

    @Test
    void aWrongValueIsRefusedByTheBundleThatWouldReadIt() {
        assertThatThrownBy(() -> journal.change(PID, with("ports", "20009-20001")))
                .isInstanceOf(RefusedChangeException.class)
                .hasMessageContaining("ports")
                .hasMessageContaining("write ranges such as 50000-50999");
        assertThatThrownBy(() -> journal.change(PID, with("extended.only", "yes")))
                .hasMessage("extended.only: \"yes\" must be true or false");
        assertThatThrownBy(() -> journal.change(PID, with("prots", "1"))).hasMessageContaining("there is no such key");
        assertThatThrownBy(() -> journal.change(KIND, Map.of("ports", "0"))).hasMessageContaining("~NAME");
        assertThat(journal.values(PID)).containsEntry("ports", "20000").doesNotContainKey("prots");
    }

    @Test
    void undoRestoresAnyFormerState() throws Exception {
        journal.change(PID, with("ports", "20001"));
        long first = last().number();
        journal.change(PID, with("ports", "20002"));
        assertThat(journal.previewUndo(first).differences())
                .extracting(Difference::toString)
                .containsExactly("ports: 20002 -> 20000");

        journal.undo(first);
        assertThat(journal.values(PID)).containsEntry("ports", "20000");
        assertThat(Files.readString(file)).isEqualTo(TEXT);
        journal.undo(last().number());
        assertThat(Files.readString(file)).contains("ports = 20002");
    }

    @Test
    void whatWasMadeIsRemovedAndComesBackWithItsFile() throws Exception {
        Path second = file.resolveSibling(KIND + "-second.cfg");
        journal.change(KIND + "~second", Map.of("ports", "20100"));
        long made = last().number();
        assertThat(Files.readString(second)).isEqualTo("ports = 20100\n");

        journal.undo(made);
        assertThat(second).doesNotExist();
        assertThat(journal.values(KIND + "~second")).isEmpty();
        journal.undo(last().number());
        assertThat(Files.readString(second)).isEqualTo("ports = 20100\n");
        bundle.service(org.staithe.data.PassivePortPolicy.class, "(ports=20100)");
    }

    @Test
    void whatAFileSaidFromTheBeginningIsNotTakenBackByDeletingIt() {
        ConfigurationChange first = last();
        assertThat(first.differences()).extracting(Difference::before).containsOnly(Optional.empty());
        assertThat(first.undoable()).isFalse();
        assertThatThrownBy(() -> journal.undo(first.number()))
                .isInstanceOf(RefusedChangeException.class)
                .hasMessageContaining("would delete its file");
        assertThatThrownBy(() -> journal.previewUndo(first.number())).isInstanceOf(RefusedChangeException.class);
        assertThat(file).exists();
        assertThat(journal.values(PID)).containsEntry("ports", "20000");
    }

    @Test
    void whatCanBeConfiguredIsToldInTheWordsOfTheBundle() {
        ConfigurationKind passive = journal.kinds().stream()
                .filter(kind -> kind.pid().equals(KIND))
                .findFirst()
                .orElseThrow();
        assertThat(passive.name()).isEqualTo("Staithe passive data ports");
        assertThat(passive.several()).isTrue();
        assertThat(passive.configured()).containsExactly(PID);
        ConfigurationKind.Key refresh = passive.keys().stream()
                .filter(key -> key.key().equals("advertise.refresh.seconds"))
                .findFirst()
                .orElseThrow();
        assertThat(refresh.usual()).isEqualTo("60");
        assertThat(refresh.bounds()).isEqualTo("1 to 86400");
        assertThat(refresh.help()).contains("DNS name");
    }

    @Test
    void secretsAreMaskedAndKept() throws Exception {
        assertThat(journal.values(PID)).containsEntry("api.password", ConfigurationJournal.MASK);
        configure("20000", "psst");
        ConfigurationChange change = last();
        assertThat(change.differences()).extracting(Difference::toString).containsExactly("api.password: *** -> ***");

        journal.change(PID, with("ports", "20001"));
        assertThat(Files.readString(file)).contains("hush", "20001");
        try (Stream<Path> written = Files.list(home.resolve("data/journal"))) {
            for (Path entry : written.toList()) {
                assertThat(Files.readString(entry)).doesNotContain("hush", "psst");
            }
        }
    }

    @Test
    void aPreviewChangesNothing() {
        ConfigurationPreview preview = journal.preview(PID, with("ports", "x"));
        assertThat(preview.differences()).extracting(Difference::toString).containsExactly("ports: 20000 -> x");
        assertThat(preview.problems()).extracting(Problem::key).containsExactly("ports");
        assertThat(journal.preview(PID, with("ports", "1-2")).problems()).isEmpty();
        assertThat(journal.values(PID)).containsEntry("ports", "20000");
    }

    @Test
    void theHistoryOutlivesTheServerAndNotesWhatWasChangedMeanwhile() throws Exception {
        journal.change(PID, with("ports", "20001"));
        int changes = journal.history(100).size();
        Path known = home.resolve("data/journal/known.properties");
        bundle.close();
        // As if the file had been edited while nothing ran.
        Files.writeString(known, Files.readString(known).replace("ports=20001", "ports=20099"));
        run("1");
        assertThat(journal.history(100)).hasSize(changes + 1);
        assertThat(last().differences()).extracting(Difference::toString).containsExactly("ports: 20099 -> 20001");
        assertThat(journal.history(100).get(changes).number()).isEqualTo(1);
    }

    /** The last change of the server; the test makes others by which it waits. */
    private ConfigurationChange last() {
        return journal.history(100).stream()
                .filter(change -> change.pid().startsWith(KIND))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void onlyFilesOfTheConfigurationAreWritten() throws Exception {
        Path other = Files.writeString(home.resolve("other.cfg"), "ports = 1\n");
        bundle.configure(
                KIND + "-stray",
                Map.of(
                        "ports",
                        "20000",
                        "felix.fileinstall.filename",
                        other.toUri().toString()));
        journal.change(KIND + "~stray", Map.of("ports", "20001"));
        assertThat(Files.readString(other)).isEqualTo("ports = 1\n");
        assertThat(journal.history(1).get(0).effect()).contains("is not in config/");
    }

    private Map<String, String> with(String key, String value) {
        Map<String, String> values = new HashMap<>(journal.values(PID));
        values.put(key, value);
        return values;
    }

    private void configure(String ports, String password) throws Exception {
        bundle.configure(
                KIND + "-default",
                Map.of(
                        "ports",
                        ports,
                        "api.password",
                        password,
                        "felix.fileinstall.filename",
                        file.toUri().toString()));
    }
}
