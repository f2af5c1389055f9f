// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.config.Problem;
import org.staithe.config.internal.Authors.Author;
import org.staithe.config.internal.Effects.Effect;

/** Compares what is configured with what was known before, and writes down what has changed. Safe for concurrent use. */
final class Chronicle {

    private static final Logger log = LoggerFactory.getLogger(Chronicle.class);
    private static final int KEPT = 1000;

    private final Checks checks;
    private final Effects effects;
    private final InstantSource clock = InstantSource.system();
    private final Object lock = new Object();
    private final Known known; // guarded by lock
    private final EntryFiles files; // written under lock

    Chronicle(Path folder, Checks checks, Effects effects) throws IOException {
        this.checks = checks;
        this.effects = effects;
        files = new EntryFiles(folder, KEPT);
        known = new Known(folder.resolve("known.properties"), checks.secrets());
    }

    /** The latest first. */
    List<Entry> latest(int most) {
        return files.latest(most);
    }

    Optional<Entry> entry(long number) {
        return files.entry(number);
    }

    /** What has become of a configuration, and which file is to say so. */
    record Change(String pid, Optional<Map<String, String>> before, Optional<Map<String, String>> after, String file) {

        boolean none() {
            return before.equals(after);
        }
    }

    /**
     * Takes in what is configured now.
     *
     * @param file that it comes from; empty if it is gone, or comes from none
     */
    Change seen(String pid, Optional<Map<String, String>> now, String file) {
        synchronized (lock) {
            Change change = new Change(pid, known.values(pid), now, file.isEmpty() ? known.file(pid) : file);
            known.put(pid, now, change.file());
            return change;
        }
    }

    /**
     * Notes a change.
     *
     * @param remark another sentence, or empty
     */
    void note(Change change, Author author, String remark) {
        Map<String, String> before = change.before().orElse(Map.of());
        Map<String, String> after = change.after().orElse(Map.of());
        Effect effect = effects.of(change.pid(), before, after);
        note(change, author, new Effect(effect.listeners(), effect.sessions(), effect.text() + remark), after);
    }

    /** Compares with what was there before this start, and notes what is different. */
    void noteChangesMadeMeanwhile(Map<String, Map<String, String>> all, Settings settings) throws IOException {
        synchronized (lock) {
            all.forEach((pid, values) -> {
                Optional<Map<String, String>> now = Optional.of(checks.secrets().masked(pid, values));
                String file = settings.file(pid);
                known.put(pid, Optional.of(values), file);
                // At the very first start there is nothing to compare with. Both masked: whether a secret has changed
                // is not known.
                Change change = new Change(pid, known.loaded(pid), now, file);
                if (known.isLoaded() && !change.none()) {
                    Author author = new Author("", file.isEmpty() ? "bundle" : "file");
                    note(change, author, Effect.none("It was changed while the server was down."), values);
                }
            });
            known.save();
        }
    }

    private void note(Change change, Author author, Effect effect, Map<String, String> values) {
        String pid = change.pid();
        Secrets secrets = checks.secrets();
        Optional<Map<String, String>> before = change.before();
        Optional<Map<String, String>> after = change.after();
        List<String> hidden = secrets.changed(pid, before.orElse(Map.of()), after.orElse(Map.of()));
        List<Problem> problems = after.isEmpty() ? List.of() : checks.problems(pid, values);
        synchronized (lock) {
            Entry entry = new Entry(
                    files.nextNumber(),
                    clock.instant(),
                    author.who(),
                    author.origin(),
                    pid,
                    change.file(),
                    before.map(was -> secrets.masked(pid, was)),
                    after.map(is -> secrets.masked(pid, is)),
                    hidden,
                    problems,
                    effect.text());
            log.info(
                    "Configuration change {} of {} by {} ({}), concerning {}: {}",
                    entry.number(),
                    pid,
                    author.who().isEmpty() ? "somebody" : author.who(),
                    author.origin(),
                    effect.extent(),
                    entry.differences());
            try {
                // Under the lock: changes are rare, and their order counts.
                files.add(entry);
                known.save();
            } catch (IOException e) {
                log.error("Change {} of {} cannot be written to the journal: {}", entry.number(), pid, e.getMessage());
            }
        }
    }
}
