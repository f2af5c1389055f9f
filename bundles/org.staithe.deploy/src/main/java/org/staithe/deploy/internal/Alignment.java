// SPDX-License-Identifier: Apache-2.0
package org.staithe.deploy.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.deploy.DeploymentException;

/**
 * Makes the framework's plugins those of {@code plugins/} when the server starts, before plugins do: what has changed
 * while it was down needs no overlap.
 */
final class Alignment {

    private static final Logger log = LoggerFactory.getLogger(Alignment.class);

    private final PluginFolder folder;
    private final Installed installed;
    private final DroppedJars dropped;

    Alignment(PluginFolder folder, Installed installed, DroppedJars dropped) {
        this.folder = folder;
        this.installed = installed;
        this.dropped = dropped;
    }

    void run() throws IOException {
        for (Bundle bundle : installed.ours()) {
            change(bundle, () -> leaveIfStale(bundle));
        }
        for (Path file : folder.jars()) {
            if (installed.from(file).isEmpty()) {
                begin(file);
            }
        }
        for (Bundle bundle : installed.ours()) {
            Optional<Bundle> shipped = installed.shipped(bundle.getSymbolicName());
            if (shipped.isPresent()) {
                change(shipped.get(), () -> standIn(bundle, shipped.get()));
            }
        }
    }

    private void leaveIfStale(Bundle bundle) throws BundleException, IOException {
        Path file = folder.file(bundle);
        boolean gone = Files.notExists(file);
        if (gone || changed(bundle, file)) {
            Optional<Bundle> shipped = installed.shipped(bundle.getSymbolicName());
            if (shipped.isPresent()) {
                shipped.get().start(Bundle.START_ACTIVATION_POLICY);
            }
            bundle.uninstall();
            log.info("plugins/{} {}", file.getFileName(), gone ? "is gone" : "has changed");
        }
    }

    private static boolean changed(Bundle bundle, Path file) throws IOException {
        try {
            return !Installed.holds(bundle, PluginJar.read(file), file);
        } catch (DeploymentException broken) {
            return false; // the framework has a whole one
        }
    }

    private void begin(Path file) throws IOException {
        try {
            dropped.begin(PluginJar.read(file), file);
        } catch (DeploymentException wrong) {
            // File Install will tell of this file, too, and then it is a warning.
            log.debug("plugins/{}: {}", file.getFileName(), wrong.getMessage());
        }
    }

    private static void standIn(Bundle bundle, Bundle shipped) throws BundleException {
        if (shipped.getVersion().compareTo(bundle.getVersion()) > 0) {
            log.warn(
                    "plugins/{} is {} {}, which stands in for the shipped {}, a newer one: delete it to go back",
                    Installed.name(bundle),
                    bundle.getSymbolicName(),
                    bundle.getVersion(),
                    shipped.getVersion());
        }
        shipped.stop();
    }

    /** One bundle that cannot be changed is no reason to leave the others. */
    private static void change(Bundle bundle, Step step) throws IOException {
        try {
            step.take();
        } catch (BundleException failure) {
            log.error("{} {} is not as plugins/ says", bundle.getSymbolicName(), bundle.getVersion(), failure);
        }
    }

    @FunctionalInterface
    private interface Step {
        void take() throws BundleException, IOException;
    }
}
