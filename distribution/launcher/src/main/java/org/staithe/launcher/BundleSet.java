// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/**
 * Brings a framework's bundles in line with the installation's: new ones are installed, changed ones updated, vanished
 * ones uninstalled. Bundles that came another way (the watched folder, the console) are left alone, and so is the will
 * of an operator who has stopped a bundle.
 */
final class BundleSet {

    /** Where our bundles come from; nobody else installs by reference. */
    private static final String OURS = "reference:file:";

    private final Installation installation;
    private final BundleContext framework;

    BundleSet(Installation installation, BundleContext framework) {
        this.installation = installation;
        this.framework = framework;
    }

    /** To be called before the framework starts, when nothing is resolved and a change needs no refresh. */
    void align() throws IOException, BundleException {
        Map<String, Integer> wanted = wanted();
        for (Bundle bundle : framework.getBundles()) {
            if (bundle.getLocation().startsWith(OURS) && !wanted.containsKey(bundle.getLocation())) {
                bundle.uninstall();
            }
        }
        Properties before = fingerprints();
        Properties now = new Properties();
        for (Map.Entry<String, Integer> entry : wanted.entrySet()) {
            String location = entry.getKey();
            String fingerprint = fingerprint(Path.of(location.substring(OURS.length())));
            now.setProperty(location, fingerprint);
            Bundle bundle = framework.getBundle(location);
            if (bundle == null) {
                bundle = framework.installBundle(location);
                start(bundle);
            } else if (!fingerprint.equals(before.getProperty(location))) {
                bundle.update();
            }
            bundle.adapt(BundleStartLevel.class).setStartLevel(entry.getValue());
        }
        try (var writer = Files.newBufferedWriter(fingerprintFile())) {
            now.store(writer, "The bundles of the last start, to see which have changed since");
        }
    }

    /** What should run at the framework's start level and does not. */
    List<String> idle() throws IOException {
        int level = framework
                .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkStartLevel.class)
                .getStartLevel();
        List<String> idle = new ArrayList<>();
        for (String location : wanted().keySet()) {
            Bundle bundle = framework.getBundle(location);
            if (bundle != null
                    && bundle.getState() != Bundle.ACTIVE
                    && bundle.adapt(BundleStartLevel.class).isPersistentlyStarted()
                    && bundle.adapt(BundleStartLevel.class).getStartLevel() <= level) {
                idle.add(bundle.getSymbolicName() + " " + bundle.getVersion());
            }
        }
        return idle;
    }

    private Map<String, Integer> wanted() throws IOException {
        Properties startup = new Properties();
        try (var reader = Files.newBufferedReader(installation.install().resolve("lib/startup.properties"))) {
            startup.load(reader);
        }
        Map<String, Integer> wanted = new TreeMap<>();
        for (String path : startup.stringPropertyNames()) {
            wanted.put(
                    OURS + installation.install().resolve(path),
                    Integer.valueOf(startup.getProperty(path).strip()));
        }
        return wanted;
    }

    private static void start(Bundle bundle) throws BundleException {
        // A fragment lives in its host and cannot be started.
        if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
            bundle.start();
        }
    }

    private Properties fingerprints() throws IOException {
        Properties fingerprints = new Properties();
        if (Files.exists(fingerprintFile())) {
            try (var reader = Files.newBufferedReader(fingerprintFile())) {
                fingerprints.load(reader);
            }
        }
        return fingerprints;
    }

    private Path fingerprintFile() {
        return installation.home().resolve("data/bundles.properties");
    }

    /** Of the content: in a reproducible archive every file has the same time. */
    private static String fingerprint(Path jar) throws IOException {
        CRC32 sum = new CRC32();
        try (InputStream in = Files.newInputStream(jar)) {
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sum.update(buffer, 0, count);
            }
        }
        return Files.size(jar) + "-" + Long.toHexString(sum.getValue());
    }
}
