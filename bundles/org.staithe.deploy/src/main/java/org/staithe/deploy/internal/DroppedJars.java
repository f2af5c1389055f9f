// SPDX-License-Identifier: Apache-2.0
package org.staithe.deploy.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.deploy.DeploymentException;
import org.staithe.deploy.internal.FormerVersions.Kept;

/**
 * Does what the jars in {@code plugins/} say. File Install watches the folder and tells; left to itself, it would stop
 * the old version before it reads the new one, and say nothing of a jar that is no bundle.
 */
final class DroppedJars implements ArtifactInstaller {

    private static final Logger log = LoggerFactory.getLogger(DroppedJars.class);
    private static final String WAY = "the folder plugins/";

    private final PluginFolder folder;
    private final Installed installed;
    private final Succession succession;
    private final FormerVersions versions;

    DroppedJars(PluginFolder folder, Installed installed, Succession succession, FormerVersions versions) {
        this.folder = folder;
        this.installed = installed;
        this.succession = succession;
        this.versions = versions;
    }

    @Override
    public boolean canHandle(File artifact) {
        return folder.holds(artifact.toPath());
    }

    @Override
    public void install(File artifact) {
        update(artifact);
    }

    @Override
    public void update(File artifact) {
        Path file = artifact.toPath();
        succession.turn.lock();
        try {
            take(file);
            startTheRest();
        } catch (NoSuchFileException gone) {
            log.debug("{} has gone again", file);
        } catch (DeploymentException | IOException failure) {
            warn(file, failure);
        } finally {
            succession.turn.unlock();
        }
    }

    @Override
    public void uninstall(File artifact) {
        Path file = artifact.toPath();
        succession.turn.lock();
        try {
            Optional<Bundle> bundle = installed.from(file);
            if (bundle.isPresent() && Files.notExists(file)) {
                succession.takeOut(bundle.get(), file, WAY);
            }
        } catch (DeploymentException | IOException failure) {
            warn(file, failure);
        } finally {
            succession.turn.unlock();
        }
    }

    private void take(Path file) throws DeploymentException, IOException {
        PluginJar jar = PluginJar.read(file);
        Optional<Bundle> own = installed.from(file);
        if (own.isPresent() && Installed.holds(own.get(), jar, file)) {
            return;
        }
        if (own.isPresent() && !own.get().getSymbolicName().equals(jar.symbolicName())) {
            throw new DeploymentException("This is " + jar.symbolicName() + ", but "
                    + own.get().getSymbolicName() + " was here and goes on: give each a file of its own");
        }
        Optional<Bundle> former = own.or(() -> replaced(jar));
        if (former.isEmpty()) {
            begin(jar, file);
            return;
        }
        try {
            succession.bring(jar, file, former.get(), WAY);
        } catch (DeploymentException failure) {
            refuse(file, own.orElse(null));
            throw new DeploymentException(
                    failure.getMessage() + ". " + former.get().getVersion() + " goes on; the jar is now "
                            + file.getFileName() + ".refused",
                    failure);
        }
    }

    /** The shipped version, unless another jar stands in for it. */
    private Optional<Bundle> replaced(PluginJar jar) {
        return installed.ours(jar.symbolicName()).isEmpty() ? installed.shipped(jar.symbolicName()) : Optional.empty();
    }

    /** What is new here stays, even if it does not start: what it needs may be the next jar that is copied. */
    Bundle begin(PluginJar jar, Path file) throws DeploymentException, IOException {
        for (Bundle other : installed.ours(jar.symbolicName())) {
            if (other.getVersion().equals(jar.version())) {
                throw new DeploymentException(jar.symbolicName() + " " + jar.version() + " is there already, as "
                        + Installed.name(other) + ": delete one of them");
            }
            log.info(
                    "{} {} and {} run side by side: the one that is ranked higher serves, of equals {}",
                    jar.symbolicName(),
                    other.getVersion(),
                    jar.version(),
                    other.getVersion());
        }
        Bundle bundle = installed.install(jar, file);
        succession.keep(jar);
        if (!jar.fragment()) {
            try {
                Rehearsal.start(bundle);
            } catch (DeploymentException failure) {
                throw new DeploymentException(
                        failure.getMessage() + ". It is tried again when another jar comes", failure);
            }
        }
        log.info("Plugin {}: new -> {}, by {}", jar.symbolicName(), jar.version(), WAY);
        return bundle;
    }

    /** Leaves in the folder what runs. */
    private void refuse(Path file, @Nullable Bundle own) throws IOException {
        PluginFolder.setAside(file);
        if (own == null) {
            return;
        }
        Optional<Kept> copy = versions.all(own.getSymbolicName()).stream()
                .filter(kept -> kept.fingerprint().equals(Installed.fingerprint(own)))
                .findFirst();
        if (copy.isPresent()) {
            PluginFolder.place(folder.receive(Files.newInputStream(copy.get().path())), file);
        } else {
            log.warn("There is no copy of {} {}: after a restart it is missing", own, own.getVersion());
        }
    }

    /** Tries again what has waited for another bundle; what an operator has stopped stays so. */
    private void startTheRest() {
        for (Bundle bundle : installed.ours()) {
            boolean waits = (bundle.getState() & (Bundle.INSTALLED | Bundle.RESOLVED)) != 0;
            if (waits && bundle.adapt(BundleStartLevel.class).isPersistentlyStarted()) {
                try {
                    Rehearsal.start(bundle);
                } catch (DeploymentException failure) {
                    log.debug("{} still waits", bundle, failure);
                }
            }
        }
    }

    private static void warn(Path file, Exception failure) {
        log.warn("plugins/{}: {}", file.getFileName(), failure.getMessage());
        log.debug("In full", failure);
    }
}
