// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.staithe.testkit.config.Settings;
import org.staithe.tls.TlsIdentity;

/** A folder, a material that looks at its files fifty times a second, and what that says in the log. */
final class Scene implements AutoCloseable {

    private static final Duration PACE = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final Path folder;
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final Logger logger = Logger.getLogger("org.staithe.tls.files.internal");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord event) {
            log.add(event.getLevel() + " " + event.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final List<FilesMaterial> started = new ArrayList<>();

    Scene(Path folder) {
        this.folder = folder;
        logger.setLevel(Level.ALL);
        logger.addHandler(handler);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    FilesMaterial material(Map<String, ?> keys) {
        return material(keys, InstantSource.system());
    }

    FilesMaterial material(Map<String, ?> keys, InstantSource clock) {
        FilesMaterial material = new FilesMaterial(config(keys), clock, PACE);
        started.add(material);
        return material;
    }

    /** A configuration; {@code @} in it is the folder. */
    FilesMaterial.Config config(Map<String, ?> keys) {
        Map<String, Object> absolute = new HashMap<>(keys);
        absolute.replaceAll((key, value) -> value instanceof String text ? text.replace("@", folder + "/") : value);
        return Settings.of(FilesMaterial.Config.class, absolute);
    }

    static Optional<X509Certificate> shown(FilesMaterial material) {
        return material.identities("default", Optional.empty()).stream()
                .findFirst()
                .map(TlsIdentity::certificate);
    }

    static void await(String what, Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            Thread.sleep(PACE.toMillis());
        }
    }

    void awaitShown(FilesMaterial material, TlsIdentity identity) throws Exception {
        await("the new certificate", () -> shown(material).equals(Optional.of(identity.certificate())));
    }

    void awaitLog(String part) throws Exception {
        await("'" + part + "' in " + log, () -> logged(part) > 0);
    }

    long logged(String part) {
        return List.copyOf(log).stream().filter(line -> line.contains(part)).count();
    }

    @Override
    public void close() {
        started.forEach(FilesMaterial::stop);
        logger.removeHandler(handler);
    }
}
