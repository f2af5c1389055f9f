// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A configuration, read and checked: every refusal names the key, the value and what is allowed.
 *
 * @param trust empty when clients need no certificates
 */
record CheckedConfig(
        List<KeySource> keys,
        Optional<TrustSource> trust,
        Set<String> listeners,
        boolean fallback,
        boolean selfSigned,
        Duration check) {

    private static final int LONGEST_CHECK_SECONDS = 3600;

    static CheckedConfig of(FilesMaterial.Config config) {
        List<Path> certificates = paths("certificate", config.certificate());
        List<Path> keys = paths("key", config.key());
        List<Path> authorities = paths("client.ca", config.client_ca());
        List<Path> revocations = paths("client.crl", config.client_crl());
        if (certificates.isEmpty() && authorities.isEmpty()) {
            throw new IllegalArgumentException(
                    "certificate is empty, and so is client.ca: name at least one file in one of them");
        }
        if (!keys.isEmpty() && keys.size() != certificates.size()) {
            throw new IllegalArgumentException("key = " + keys + ": name one file for each of the "
                    + certificates.size() + " of certificate, in the same order, or none");
        }
        if (authorities.isEmpty() && !revocations.isEmpty()) {
            throw new IllegalArgumentException("client.crl = " + revocations + " needs client.ca");
        }
        if (config.self_signed() && certificates.size() != 1) {
            throw new IllegalArgumentException(
                    "self.signed = true needs exactly one file in certificate, not " + certificates);
        }
        int seconds = config.check_seconds();
        if (seconds < 1 || seconds > LONGEST_CHECK_SECONDS) {
            throw new IllegalArgumentException(
                    "check.seconds = " + seconds + ": write a number from 1 to " + LONGEST_CHECK_SECONDS);
        }
        List<KeySource> sources = new ArrayList<>();
        for (int i = 0; i < certificates.size(); i++) {
            Path certificate = certificates.get(i);
            sources.add(new KeySource(certificate, keys.isEmpty() ? certificate : keys.get(i), config._key_password()));
        }
        return new CheckedConfig(
                List.copyOf(sources),
                authorities.isEmpty() ? Optional.empty() : Optional.of(new TrustSource(authorities, revocations)),
                Set.copyOf(words(config.listeners()).toList()),
                config.fallback(),
                config.self_signed(),
                Duration.ofSeconds(seconds));
    }

    CheckedConfig every(Duration pace) {
        return new CheckedConfig(keys, trust, listeners, fallback, selfSigned, pace);
    }

    boolean servesListener(String name) {
        return listeners.isEmpty() || listeners.contains(name);
    }

    private static List<Path> paths(String key, String[] values) {
        return words(values).map(word -> path(key, word)).toList();
    }

    private static Path path(String key, String text) {
        String expected = ": write the absolute path of a file, such as /etc/staithe/tls/server.pem";
        try {
            Path path = Path.of(text);
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(key + " = " + text + expected, e);
        }
        throw new IllegalArgumentException(key + " = " + text + expected);
    }

    /** A list in a file comes as one string with commas, from the console as several. */
    private static Stream<String> words(String[] values) {
        return Arrays.stream(values)
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(word -> !word.isEmpty());
    }
}
