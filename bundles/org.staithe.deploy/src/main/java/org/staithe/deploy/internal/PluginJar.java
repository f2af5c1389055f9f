// SPDX-License-Identifier: Apache-2.0
package org.staithe.deploy.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.staithe.deploy.DeploymentException;

/**
 * A jar that was read and found to be a bundle.
 *
 * @param fingerprint of the content, as short as a file's name may be
 * @param fragment whether it lives in another bundle, and cannot be started
 */
record PluginJar(Path path, String symbolicName, Version version, String fingerprint, boolean fragment) {

    /** Of OSGi Core, section 3.2.5; it names files here, and must not lead elsewhere. */
    private static final Pattern SYMBOLIC_NAME = Pattern.compile("[\\w-]+(?:\\.[\\w-]+)*");

    static PluginJar read(Path path) throws DeploymentException, IOException {
        try (JarFile file = new JarFile(path.toFile())) {
            Manifest manifest = file.getManifest();
            String name = header(manifest, Constants.BUNDLE_SYMBOLICNAME);
            if (name == null) {
                throw new DeploymentException(
                        "This jar is no bundle: its manifest has no Bundle-SymbolicName. Build it with bnd");
            }
            String symbolicName = name.split(";", 2)[0].strip();
            if (!SYMBOLIC_NAME.matcher(symbolicName).matches()) {
                throw new DeploymentException("This jar's Bundle-SymbolicName is wrong: " + symbolicName);
            }
            String version = header(manifest, Constants.BUNDLE_VERSION);
            return new PluginJar(
                    path,
                    symbolicName,
                    Version.parseVersion(version),
                    fingerprint(path),
                    header(manifest, Constants.FRAGMENT_HOST) != null);
        } catch (ZipException broken) {
            throw new DeploymentException("This is no jar, or not all of one: copy it again", broken);
        } catch (IllegalArgumentException wrong) {
            throw new DeploymentException("This jar's Bundle-Version is wrong: " + wrong.getMessage(), wrong);
        }
    }

    /** The same content somewhere else. */
    PluginJar at(Path other) {
        return new PluginJar(other, symbolicName, version, fingerprint, fragment);
    }

    private static @Nullable String header(@Nullable Manifest manifest, String name) {
        Attributes headers = manifest == null ? new Attributes() : manifest.getMainAttributes();
        return headers.getValue(name);
    }

    private static String fingerprint(Path path) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
