// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The seam between Apache FtpServer below and Staithe above is one package. */
class SeamTest {

    private static final Path CLASSES = Path.of("target/classes/org/staithe/core/internal");

    @Test
    void onlyTheControlPackageKnowsApacheAndMina() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            List<Path> offenders = files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.startsWith(CLASSES.resolve("control")))
                    .filter(SeamTest::mentionsApache)
                    .toList();
            assertThat(offenders).isEmpty();
        }
    }

    @Test
    void theControlPackageReallyIsBuiltOnThem() throws IOException {
        try (Stream<Path> files = Files.list(CLASSES.resolve("control"))) {
            assertThat(files.filter(SeamTest::mentionsApache)).isNotEmpty();
        }
    }

    private static boolean mentionsApache(Path classFile) {
        try {
            String constants = Files.readString(classFile, StandardCharsets.ISO_8859_1);
            return constants.contains("org/apache/ftpserver") || constants.contains("org/apache/mina");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
