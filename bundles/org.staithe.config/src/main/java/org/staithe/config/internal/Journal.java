// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
import org.staithe.config.ConfigurationKind;
import org.staithe.config.ConfigurationPreview;
import org.staithe.config.Difference;
import org.staithe.config.Problem;
import org.staithe.config.RefusedChangeException;
import org.staithe.config.internal.Authors.Author;
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

    private final Checks checks;
    private final Effects effects;
    private final Settings settings;
    private final Authors authors = new Authors();
    private final Chronicle chronicle;
    private final ServiceRegistration<?> offered;

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
        chronicle = new Chronicle(folder, checks, effects);
        offered = context.registerService(SynchronousConfigurationListener.class, this, null);
        chronicle.noteChangesMadeMeanwhile(settings.all(), settings);
    }

    @Deactivate
    void stop() {
        offered.unregister();
    }

    @Override
    public List<ConfigurationKind> kinds() {
        return Kinds.of(
                checks.descriptions().everything(),
                settings.all().keySet().stream().toList());
    }

    @Override
    public List<ConfigurationChange> history(int most) {
        return List.copyOf(chronicle.latest(most));
    }

    @Override
    public Map<String, String> values(String pid) {
        return checks.secrets().masked(pid, settings.values(pid).orElse(Map.of()));
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
        return authors.by(who, origin);
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        String pid = event.getPid();
        if (pid.startsWith(Pids.OURS)) {
            switch (event.getType()) {
                case ConfigurationEvent.CM_UPDATED ->
                    changed(chronicle.seen(pid, settings.values(pid), settings.file(pid)));
                case ConfigurationEvent.CM_DELETED -> changed(chronicle.seen(pid, Optional.empty(), ""));
                default -> log.debug("{}: its location has changed", pid);
            }
        }
    }

    private void changed(Chronicle.Change change) {
        if (change.none()) {
            return;
        }
        Optional<Author> author = authors.present();
        String remark = author.isPresent() && !change.file().isEmpty()
                ? settings.writeFile(change.file(), change.before(), change.after())
                : "";
        chronicle.note(change, author.orElseGet(() -> new Author("", origin(change))), remark);
    }

    /** Who says nothing is File Install, or a bundle; and nobody else says at once which file it comes from. */
    private static String origin(Chronicle.Change change) {
        boolean fresh = change.before().isEmpty() && !change.file().isEmpty();
        return fresh || Thread.currentThread().getName().startsWith("fileinstall") ? "file" : "bundle";
    }

    private Entry entry(long number) throws RefusedChangeException {
        Entry entry = chronicle
                .entry(number)
                .orElseThrow(() -> new RefusedChangeException("There is no change " + number + " in the journal."));
        if (!entry.undoable()) {
            throw new RefusedChangeException("Change " + number + " is the first that is known of " + entry.pid()
                    + ": to undo it would delete its file. Delete the file yourself if you want that.");
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
        Secrets secrets = checks.secrets();
        List<Difference> differences = Differences.between(
                secrets.masked(pid, before), secrets.masked(pid, after), secrets.changed(pid, before, after));
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
        Author author = authors.present().orElse(new Author("", "bundle"));
        try (Authorship here = by(author.who(), author.origin())) {
            storing.run();
        } catch (IOException e) {
            throw new RefusedChangeException("It cannot be stored: " + e.getMessage());
        }
    }
}
