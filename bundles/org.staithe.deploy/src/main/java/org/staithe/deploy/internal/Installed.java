// SPDX-License-Identifier: Apache-2.0
package org.staithe.deploy.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.staithe.deploy.DeploymentException;

/**
 * The plugins in the framework: those of {@code plugins/}, whose location tells their file and its content, and those
 * that were shipped.
 */
final class Installed {

    private static final String OURS = "plugin:";
    private static final String CONTENT = "#";
    private static final String OF_THE_API = "=org.staithe.";

    /** Imported by the rest, or owning what lasts: they cannot be two at once. */
    private static final Set<String> SERVER =
            Set.of("org.staithe.api", "org.staithe.config", "org.staithe.core", "org.staithe.deploy");

    private final BundleContext framework;

    Installed(BundleContext framework) {
        this.framework = framework;
    }

    Bundle install(PluginJar jar, Path file) throws DeploymentException, IOException {
        if (SERVER.contains(jar.symbolicName())) {
            throw new DeploymentException(jar.symbolicName()
                    + " is the server, not a plugin: stop it, replace its folders lib/ and bundles/, and start it");
        }
        try (InputStream content = Files.newInputStream(jar.path())) {
            return framework.installBundle(location(jar, file), content);
        } catch (BundleException failure) {
            throw new DeploymentException(
                    jar.symbolicName() + " " + jar.version() + " cannot be installed: " + Rehearsal.reason(failure),
                    failure);
        }
    }

    /** All of {@code plugins/}. */
    List<Bundle> ours() {
        return bundles().filter(Installed::isOurs).toList();
    }

    List<Bundle> ours(String symbolicName) {
        return ours().stream()
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .toList();
    }

    Optional<Bundle> from(Path file) {
        return ours().stream()
                .filter(bundle -> name(bundle).equals(file.getFileName().toString()))
                .findFirst();
    }

    /** Shipped plugins; bundles that somebody installed in the shell or the web console count as such. */
    List<Bundle> shipped() {
        return bundles().filter(bundle -> !isOurs(bundle) && isPlugin(bundle)).toList();
    }

    Optional<Bundle> shipped(String symbolicName) {
        return shipped().stream()
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .findFirst();
    }

    static boolean isOurs(Bundle bundle) {
        return bundle.getLocation().startsWith(OURS);
    }

    static boolean holds(Bundle bundle, PluginJar jar, Path file) {
        return bundle.getLocation().equals(location(jar, file));
    }

    /** The name of the file that a bundle of ours was made from. */
    static String name(Bundle bundle) {
        String location = bundle.getLocation();
        return location.substring(OURS.length(), location.lastIndexOf(CONTENT));
    }

    static String fingerprint(Bundle bundle) {
        String location = bundle.getLocation();
        return location.substring(location.lastIndexOf(CONTENT) + 1);
    }

    private static String location(PluginJar jar, Path file) {
        return OURS + file.getFileName() + CONTENT + jar.fingerprint();
    }

    private Stream<Bundle> bundles() {
        return Arrays.stream(framework.getBundles()).filter(bundle -> bundle.getSymbolicName() != null);
    }

    /** It uses the API and nobody uses it: it may come and go alone. */
    private static boolean isPlugin(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision != null
                && !SERVER.contains(bundle.getSymbolicName())
                && revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)
                        .isEmpty()
                && revision.getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE).stream()
                        .anyMatch(needed -> needed.toString().contains(OF_THE_API));
    }
}
