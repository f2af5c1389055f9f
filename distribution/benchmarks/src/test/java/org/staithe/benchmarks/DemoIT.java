// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration for newcomers, as they run it. */
class DemoIT {

    @TempDir
    Path folder;

    @Test
    void aGibibyteArrivesWhileAPluginComesIsReplacedAndGoes() throws Exception {
        File output = folder.resolve("output").toFile();
        ProcessBuilder demo =
                new ProcessBuilder("./demo").redirectErrorStream(true).redirectOutput(output);
        demo.environment().put("JAVA_HOME", System.getProperty("java.home"));
        demo.environment().put("STAITHE_INSTALLATION", System.getProperty("staithe.installation"));
        demo.environment().put("STAITHE_HELLO", System.getProperty("staithe.hello"));
        Process process = demo.start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroy();
        }
        String said = Files.readString(output.toPath(), StandardCharsets.UTF_8);
        System.out.print(said);
        assertThat(said.lines())
                .startsWith(
                        "An upload of 1 GiB has begun.",
                        "SITE HELLO: Hello, ann!",
                        "SITE HELLO: Howdy, ann!",
                        "SITE HELLO: Hello, ann!",
                        "SITE HELLO: Command not implemented")
                .element(5)
                .asString()
                .startsWith("The upload is whole: 1073741824 bytes");
        assertThat(process.exitValue()).isZero();
    }
}
