// SPDX-License-Identifier: Apache-2.0
package org.staithe.deploy.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.deploy.DeploymentException;
import org.staithe.deploy.Swap;

/**
 * Puts one version in the place of another: the new one starts beside the old, its file is put where a restart finds
 * it, and only then does the old one leave. The core lets it end its calls and transfers.
 */
final class Succession {

    private static final Logger log = LoggerFactory.getLogger(Succession.class);

    /**
     * Held for a whole change, however long that takes: two changes at once could not be undone. Only operators and the
     * watcher of the folder wait for it, and nobody who serves clients.
     */
    final ReentrantLock turn = new ReentrantLock(true);

    private final Installed installed;
    private final Rehearsal rehearsal;
    private final FormerVersions versions;

    Succession(Installed installed, Rehearsal rehearsal, FormerVersions versions) {
        this.installed = installed;
        this.rehearsal = rehearsal;
        this.versions = versions;
    }

    /**
     * Makes a jar serve. Where that fails, it is as if nothing had been.
     *
     * @param file where in {@code plugins/} the jar is to be, or is
     * @param former whose place it takes, if there is one
     * @param way by which it came, for the log
     */
    Swap bring(PluginJar jar, Path file, @Nullable Bundle former, String way) throws DeploymentException, IOException {
        long began = System.nanoTime();
        if (former != null && Installed.holds(former, jar, file)) {
            throw new DeploymentException("This very jar of " + jar.symbolicName() + " serves already");
        }
        Bundle next = installed.install(jar, file);
        boolean done = false;
        try {
            rehearsal.pass(next, former);
            if (!jar.path().equals(file)) {
                PluginFolder.place(jar.path(), file);
            }
            done = true;
        } finally {
            if (!done) {
                leave(next);
            }
        }
        keep(jar.at(file));
        if (former != null) {
            leave(former);
        }
        return told(
                jar.symbolicName(),
                former == null ? null : former.getVersion().toString(),
                jar.version().toString(),
                way,
                began);
    }

    /** Takes a plugin out; the shipped one, if there is one, serves before it goes. */
    Swap takeOut(Bundle ours, Path file, String way) throws DeploymentException, IOException {
        long began = System.nanoTime();
        String name = ours.getSymbolicName();
        Optional<Bundle> shipped = installed.ours(name).size() > 1 ? Optional.empty() : installed.shipped(name);
        if (shipped.isPresent()) {
            Rehearsal.start(shipped.get());
        }
        Files.deleteIfExists(file);
        leave(ours);
        return told(
                name,
                ours.getVersion().toString(),
                shipped.map(bundle -> bundle.getVersion().toString()).orElse(null),
                way,
                began);
    }

    /** Keeps a copy; a full disk is no reason to undo a change that has worked. */
    void keep(PluginJar jar) {
        try {
            versions.keep(jar);
        } catch (IOException failure) {
            log.warn("No copy of {} {} could be kept to go back to", jar.symbolicName(), jar.version(), failure);
        }
    }

    /** A shipped bundle is only stopped: there would be no way back. */
    private static void leave(Bundle bundle) {
        try {
            if (Installed.isOurs(bundle)) {
                Remains.clear(bundle);
                bundle.uninstall();
            } else {
                bundle.stop();
            }
        } catch (BundleException failure) {
            // It has left all the same; this is what its own code threw at the end.
            log.warn("{} {} did not end well", bundle.getSymbolicName(), bundle.getVersion(), failure);
        }
    }

    private static Swap told(String name, @Nullable String from, @Nullable String to, String way, long began) {
        Change change = new Change(
                name, Optional.ofNullable(from), Optional.ofNullable(to), Duration.ofNanos(System.nanoTime() - began));
        log.info(
                "Plugin {}: {} -> {}, by {}, in {} ms",
                name,
                from == null ? "new" : from,
                to == null ? "gone" : to,
                way,
                change.took().toMillis());
        return change;
    }
}
