// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final Path EXAMPLE = Path.of("../../bundles/org.staithe.example.hello/src/main/java/org/staithe/"
            + "example/hello/internal/HelloCommand.java");

    @Test
    void theCommandInTheReadmeIsTheOneThatIsBuilt() throws IOException {
        String source = Files.readString(EXAMPLE);

        assertThat(Files.readString(Path.of("../../README.md"))).contains(source.substring(source.indexOf('\n') + 1));
    }
}
