// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.config.ConfigurationChange;
import org.staithe.config.ConfigurationJournal;
import org.staithe.config.ConfigurationPreview;
import org.staithe.config.Difference;
import org.staithe.config.Problem;
import org.staithe.config.RefusedChangeException;
import org.staithe.config.internal.Effects.Effect;

/**
 * Notes each change where Config Admin tells of it, in the thread that makes it: whoever comes by, nobody gets past.
 *
 * <p>What a person changes is written to the file in {@code config/}, too, else the file would win at the next start.
 */
// It registers itself as a listener, as LastGood does.
@Component(service = ConfigurationJournal.class, immediate = true, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class Journal implements ConfigurationJournal, SynchronousConfigurationListener {

    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final int KEPT = 1000;

    private final Checks checks;
    private final Effects effects;
    private final Settings settings;
    private final InstantSource clock = InstantSource.system();
    private final ThreadLocal<@Nullable Author> authors = new ThreadLocal<>();
    private final Object lock = new Object();
    private final Known known; // guarded by lock
    private final EntryFiles files; // written under lock
    private final ServiceRegistration<?> offered;

    private record Author(String who, String origin) {}

    @Activate
    public Journal(
            BundleContext context,
            @Reference ConfigurationAdmin configurations,
            @Reference Checks checks,
            @Reference Effects effects)
            throws IOException {
        this.checks = checks;
        this.effects = effects;
        // Which keys are secret is read from bundles that may not have been needed yet.
        context.getBundle(0).adapt(FrameworkWiring.class).resolveBundles(null);
        String home = context.getProperty("staithe.home");
        settings = new Settings(configurations, Optional.ofNullable(home).map(Path::of));
        Path folder = home == null
                ? context.getDataFile("journal").toPath()
                : Path.of(home).resolve("data/journal");
        files = new EntryFiles(folder, KEPT);
        known = new Known(folder.resolve("known.properties"), checks);
        offered = context.registerService(SynchronousConfigurationListener.class, this, null);
        settings.all().forEach(this::noteChangesMadeMeanwhile);
        known.save();
    }

    @Deactivate
    void stop() {
        offered.unregister();
    }

    @Override
    public List<ConfigurationChange> history(int most) {
        return files.entries().descendingMap().values().stream()
                .limit(Math.max(0, most))
                .map(ConfigurationChange.class::cast)
                .toList();
    }

    @Override
    public Map<String, String> values(String pid) {
        return checks.masked(pid, settings.values(pid).orElse(Map.of()));
    }

    @Override
    public ConfigurationPreview preview(String pid, Map<String, ?> values) {
        try {
            return previewOf(pid, Optional.of(settings.unmasked(pid, values)));
        } catch (RefusedChangeException e) {
            return new Preview(pid, List.of(), e.problems(), Effect.none(""));
        }
    }

    @Override
    public ConfigurationPreview previewUndo(long number) throws RefusedChangeException {
        Entry entry = entry(number);
        return previewOf(entry.pid(), former(entry));
    }

    @Override
    public void change(String pid, Map<String, ?> values) throws RefusedChangeException {
        Map<String, String> wanted = settings.unmasked(pid, values);
        refuseIfWrong(pid, wanted);
        authored(() -> settings.store(pid, wanted, ""));
    }

    @Override
    public void undo(long number) throws RefusedChangeException {
        Entry entry = entry(number);
        Optional<Map<String, String>> former = former(entry);
        if (former.isEmpty()) {
            authored(() -> settings.delete(entry.pid()));
            return;
        }
        refuseIfWrong(entry.pid(), former.get());
        authored(() -> settings.store(entry.pid(), former.get(), entry.file()));
    }

    @Override
    public Authorship by(String who, String origin) {
        Author outer = authors.get();
        authors.set(new Author(who, origin));
        return () -> {
            if (outer == null) {
                authors.remove();
            } else {
                authors.set(outer);
            }
        };
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        String pid = event.getPid();
        if (pid.startsWith(Checks.OURS)) {
            switch (event.getType()) {
                case ConfigurationEvent.CM_UPDATED -> changed(pid, settings.values(pid), settings.file(pid));
                case ConfigurationEvent.CM_DELETED -> changed(pid, Optional.empty(), "");
                default -> log.debug("{}: its location has changed", pid);
            }
        }
    }

    private void changed(String pid, Optional<Map<String, String>> after, String fileNow) {
        Optional<Map<String, String>> before;
        String file;
        synchronized (lock) {
            before = known.values(pid);
            file = fileNow.isEmpty() ? known.file(pid) : fileNow;
            known.put(pid, after, file);
        }
        if (before.equals(after)) {
            return;
        }
        Author author = authors.get();
        Effect effect = effects.of(pid, before.orElse(Map.of()), after.orElse(Map.of()));
        if (author != null && !file.isEmpty()) {
            String written = settings.writeFile(file, before, after);
            effect = new Effect(effect.listeners(), effect.sessions(), effect.text() + written);
        }
        List<Problem> problems =
                after.map(values -> checks.problems(pid, values)).orElse(List.of());
        note(pid, author == null ? new Author("", origin()) : author, file, before, after, problems, effect);
    }

    private void noteChangesMadeMeanwhile(String pid, Map<String, String> values) {
        synchronized (lock) {
            Map<String, String> now = checks.masked(pid, values);
            Optional<Map<String, String>> then = known.loaded(pid);
            String file = settings.file(pid);
            known.put(pid, Optional.of(values), file);
            // At the very first start there is nothing to compare with.
            if (known.isLoaded() && !then.equals(Optional.of(now))) {
                Author author = new Author("", file.isEmpty() ? "bundle" : "file");
                Effect effect = Effect.none("It was changed while the server was down.");
                // Both masked: whether a secret has changed is not known.
                note(pid, author, file, then, Optional.of(now), checks.problems(pid, values), effect);
            }
        }
    }

    private void note(
            String pid,
            Author author,
            String file,
            Optional<Map<String, String>> before,
            Optional<Map<String, String>> after,
            List<Problem> problems,
            Effect effect) {
        List<String> secrets = checks.secretsChanged(pid, before.orElse(Map.of()), after.orElse(Map.of()));
        synchronized (lock) {
            Entry entry = new Entry(
                    files.nextNumber(),
                    clock.instant(),
                    author.who(),
                    author.origin(),
                    pid,
                    file,
                    before.map(values -> checks.masked(pid, values)),
                    after.map(values -> checks.masked(pid, values)),
                    secrets,
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

    /** Who says nothing is File Install, or a bundle. */
    private static String origin() {
        return Thread.currentThread().getName().startsWith("fileinstall") ? "file" : "bundle";
    }

    private Entry entry(long number) throws RefusedChangeException {
        Entry entry = files.entries().get(number);
        if (entry == null) {
            throw new RefusedChangeException("There is no change " + number + " in the journal.");
        }
        return entry;
    }

    private Optional<Map<String, String>> former(Entry entry) throws RefusedChangeException {
        return entry.before().isEmpty()
                ? Optional.empty()
                : Optional.of(settings.unmasked(entry.pid(), entry.before().get()));
    }

    private ConfigurationPreview previewOf(String pid, Optional<Map<String, String>> wanted) {
        Map<String, String> before = settings.values(pid).orElse(Map.of());
        Map<String, String> after = wanted.orElse(Map.of());
        List<Difference> differences = Differences.between(
                checks.masked(pid, before), checks.masked(pid, after), checks.secretsChanged(pid, before, after));
        return new Preview(
                pid,
                differences,
                wanted.isEmpty() ? List.of() : checks.problems(pid, after),
                effects.of(pid, new TreeMap<>(before), after));
    }

    private void refuseIfWrong(String pid, Map<String, String> values) throws RefusedChangeException {
        List<Problem> problems = checks.problems(pid, values);
        if (!problems.isEmpty()) {
            throw new RefusedChangeException(problems);
        }
    }

    private interface Storing {
        void run() throws IOException;
    }

    private void authored(Storing storing) throws RefusedChangeException {
        Author author = authors.get();
        try (Authorship here = author == null ? by("", "bundle") : by(author.who(), author.origin())) {
            storing.run();
        } catch (IOException e) {
            throw new RefusedChangeException("It cannot be stored: " + e.getMessage());
        }
    }
}
