// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.staithe.config.ConfigurationChange;
import org.staithe.config.ConfigurationJournal;
import org.staithe.config.ConfigurationJournal.Authorship;
import org.staithe.config.RefusedChangeException;
import org.staithe.testkit.client.ScriptedClient;

/** The configuration of the assembled distribution, changed and changed back while it serves. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ConfigurationIT {

    private static final String LISTENER = "org.staithe.core.listener~default";
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    private BundleContext context;

    @Inject
    private ConfigurationJournal journal;

    @Configuration
    public Option[] distribution() throws Exception {
        return Assembled.options();
    }

    @Test
    public void aFileIsNotedAndUndoneWithItsFile() throws Exception {
        Path file = config("org.staithe.core.listener-default.cfg");
        Await.until("the listener serves", SOON, () -> greets(port()));
        String before = Files.readString(file);
        int former = port();
        int moved = Installation.freePort();
        Installation.set(file, "port", Integer.toString(moved));
        Await.until("the listener has moved", SOON, () -> greets(moved));

        ConfigurationChange change = journal.history(1).get(0);
        assertEquals("file", change.origin());
        assertEquals(LISTENER, change.pid());
        assertEquals(1, change.differences().size());
        try (Authorship ann = journal.by("ann", "shell")) {
            journal.undo(change.number());
        }
        Await.until("the listener is back", SOON, () -> greets(former));
        assertEquals(before, Files.readString(file));
        assertEquals("ann", journal.history(1).get(0).who());
    }

    @Test
    public void aWrongValueInAFileIsNotedWithWhyAndTheServerGoesOn() throws Exception {
        Path file = config("org.staithe.core.listener-default.cfg");
        int port = port();
        Installation.set(file, "idle.seconds", "soon");
        Await.until("the file is noted", SOON, () -> journal.history(1).get(0).problems().stream()
                .anyMatch(problem -> problem.key().equals("idle.seconds")));
        assertTrue(greets(port));
        journal.undo(journal.history(1).get(0).number());
        assertTrue(!Files.readString(file).contains("soon"));
    }

    @Test
    public void whatListenersOrBundlesCannotBeIsRefusedBeforeItIsStored() {
        assertRefused(
                "org.staithe.core.listener~second", "port", Map.of("name", "second", "port", Integer.toString(port())));
        assertRefused("org.staithe.dataport.passive~default", "ports", Map.of("ports", "50999-50000"));
        assertRefused(
                "org.staithe.tls.files~other",
                "certificate",
                Map.of("certificate", "/nowhere.pem", "key", "/nowhere.key"));
        assertRefused(
                "org.staithe.filesystem.local~other", "root", Map.of("root", "/nowhere", "staithe.backend.name", "o"));
        assertRefused("org.staithe.auth.anonymous", "backend", Map.of("backend", "nowhere", "directory", "/"));
        assertRefused(
                "org.staithe.auth.certificate~devices",
                "users",
                Map.of("name.from", "subject-cn", "users", "device 7 -> nemo"));
        assertRefused(
                "org.staithe.auth.certificate~devices", "pattern", Map.of("name.from", "subject-cn", "pattern", "("));
    }

    private void assertRefused(String pid, String key, Map<String, String> changes) {
        Map<String, String> before = journal.values(pid);
        Map<String, String> wrong = new TreeMap<>(before);
        wrong.putAll(changes);
        RefusedChangeException refused =
                assertThrows(pid, RefusedChangeException.class, () -> journal.change(pid, wrong));
        assertEquals(refused.getMessage(), key, refused.problems().get(0).key());
        assertEquals(before, journal.values(pid));
    }

    private int port() {
        return Integer.parseInt(journal.values(LISTENER).get("port"));
    }

    private static boolean greets(int port) throws IOException {
        try (ScriptedClient client = ScriptedClient.connect(new InetSocketAddress("127.0.0.1", port))) {
            client.expects(220).says("QUIT").gets(221);
            return true;
        }
    }

    private Path config(String file) {
        return Path.of(context.getProperty("staithe.home")).resolve("config").resolve(file);
    }
}
