// SPDX-License-Identifier: Apache-2.0
package org.staithe.deploy.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.staithe.deploy.Deployment;
import org.staithe.deploy.DeploymentException;
import org.staithe.deploy.Plugin;
import org.staithe.deploy.Swap;
import org.staithe.deploy.internal.FormerVersions.Kept;

/** What operators order, in the shell or the web console. */
final class Deployer implements Deployment {

    private final PluginFolder folder;
    private final Installed installed;
    private final Succession succession;
    private final FormerVersions versions;
    private final Rehearsal rehearsal;

    Deployer(
            PluginFolder folder,
            Installed installed,
            Succession succession,
            FormerVersions versions,
            Rehearsal rehearsal) {
        this.folder = folder;
        this.installed = installed;
        this.succession = succession;
        this.versions = versions;
        this.rehearsal = rehearsal;
    }

    // Without the lock: who looks does not wait for a change.
    @Override
    public List<Plugin> plugins() {
        List<Bundle> ours = installed.ours();
        Stream<Bundle> shipped = installed.shipped().stream().filter(bundle -> ours.stream()
                .noneMatch(other -> other.getSymbolicName().equals(bundle.getSymbolicName())));
        return Stream.concat(ours.stream(), shipped)
                .map(this::listed)
                .sorted(Comparator.comparing(Plugin::symbolicName).thenComparing(Plugin::version))
                .toList();
    }

    @Override
    public Swap install(InputStream jar) throws DeploymentException, IOException {
        return received(jar, read -> {
            Optional<Bundle> former = serving(read.symbolicName());
            return succession.bring(
                    read, place(read, former), former.orElse(null), former.isPresent() ? "swap" : "install");
        });
    }

    @Override
    public Swap swap(String symbolicName, InputStream jar) throws DeploymentException, IOException {
        return received(jar, read -> {
            if (!read.symbolicName().equals(symbolicName)) {
                throw new DeploymentException("The jar is " + read.symbolicName() + ", not " + symbolicName
                        + ": install it beside, then stop or remove the other");
            }
            Bundle former = serving(symbolicName).orElseThrow(() -> unknown(symbolicName));
            return succession.bring(read, place(read, Optional.of(former)), former, "swap");
        });
    }

    @Override
    public Swap rollback(String symbolicName) throws DeploymentException, IOException {
        succession.turn.lock();
        try {
            Bundle current = ours(symbolicName);
            List<Kept> former = versions.before(symbolicName, Installed.fingerprint(current));
            if (!former.isEmpty()) {
                return back(current, former.get(0));
            }
            if (installed.shipped(symbolicName).isPresent()) {
                Swap swap = succession.takeOut(current, folder.file(current), "rollback");
                versions.forget(symbolicName, Installed.fingerprint(current));
                return swap;
            }
            throw new DeploymentException("There is no version of " + symbolicName + " before " + current.getVersion()
                    + ": swap it for another jar, or remove it");
        } finally {
            succession.turn.unlock();
        }
    }

    private Swap back(Bundle current, Kept kept) throws DeploymentException, IOException {
        Swap swap = received(
                Files.newInputStream(kept.path()),
                read -> succession.bring(read, folder.file(current), current, "rollback"));
        versions.forget(current.getSymbolicName(), Installed.fingerprint(current));
        return swap;
    }

    @Override
    public Swap remove(String symbolicName) throws DeploymentException, IOException {
        succession.turn.lock();
        try {
            Bundle current = ours(symbolicName);
            Swap swap = succession.takeOut(current, folder.file(current), "remove");
            versions.forget(symbolicName);
            return swap;
        } finally {
            succession.turn.unlock();
        }
    }

    private Swap received(InputStream content, Step step) throws DeploymentException, IOException {
        Path part = folder.receive(content);
        succession.turn.lock();
        try {
            return step.with(PluginJar.read(part));
        } finally {
            succession.turn.unlock();
            Files.deleteIfExists(part);
        }
    }

    private Path place(PluginJar jar, Optional<Bundle> former) {
        return former.filter(Installed::isOurs).map(folder::file).orElseGet(() -> folder.fileFor(jar));
    }

    /** What a new version would replace. */
    private Optional<Bundle> serving(String symbolicName) throws DeploymentException {
        Optional<Bundle> ours = one(symbolicName);
        return ours.isPresent() ? ours : installed.shipped(symbolicName);
    }

    private Bundle ours(String symbolicName) throws DeploymentException {
        Optional<Bundle> ours = one(symbolicName);
        if (ours.isEmpty() && installed.shipped(symbolicName).isPresent()) {
            throw new DeploymentException(
                    symbolicName + " is the version that was shipped: swap it for another, or stop its bundle");
        }
        return ours.orElseThrow(() -> unknown(symbolicName));
    }

    private Optional<Bundle> one(String symbolicName) throws DeploymentException {
        List<Bundle> ours = installed.ours(symbolicName);
        if (ours.size() > 1) {
            throw new DeploymentException("Several versions of " + symbolicName
                    + " run side by side: change or delete the jar that you mean in plugins/");
        }
        return ours.stream().findFirst();
    }

    private static DeploymentException unknown(String symbolicName) {
        return new DeploymentException("There is no plugin " + symbolicName + ": see staithe:deployed");
    }

    private Plugin listed(Bundle bundle) {
        String name = bundle.getSymbolicName();
        boolean ours = Installed.isOurs(bundle);
        return new Listed(
                name,
                bundle.getVersion().toString(),
                !ours,
                rehearsal.problem(bundle),
                ours ? former(name, bundle) : List.of());
    }

    private List<String> former(String name, Bundle ours) {
        List<String> former = new ArrayList<>();
        try {
            versions.before(name, Installed.fingerprint(ours)).forEach(kept -> former.add(kept.version()));
        } catch (IOException unreadable) {
            return List.of(); // a rollback will say so
        }
        installed
                .shipped(name)
                .ifPresent(bundle -> former.add(bundle.getVersion().toString()));
        return former;
    }

    @FunctionalInterface
    private interface Step {
        Swap with(PluginJar jar) throws DeploymentException, IOException;
    }
}
