// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The benchmark as it is run by hand, with bounds so wide that only a mistake breaks them. All is compared within one
 * run: no figure of a machine is asserted, except memory.
 */
class SpeedIT {

    @TempDir
    Path folder;

    @BeforeEach
    void theLoadCanBeCompiled() throws Exception {
        Path source = Files.writeString(folder.resolve("try.c"), "#include <openssl/ssl.h>\n");
        Process compiler = new ProcessBuilder("sh", "-c", "cc -fsyntax-only " + source).start();
        assumeTrue(compiler.waitFor() == 0, "needs gcc and libssl-dev");
    }

    @Test
    void transfersCostLessThanThoseOfApacheFtpServer() throws Exception {
        String figures = run("--quick", "--only", "retr8,stor8,small-retr1", "--servers", "staithe,apache");
        // Measured: 0.3, 0.5 and 70.
        assertThat(ratio(figures, "retr8", "cost")).isLessThan(0.8);
        assertThat(ratio(figures, "stor8", "cost")).isLessThan(1);
        assertThat(ratio(figures, "small-retr1", "rate")).isGreaterThan(5);
    }

    /** Takes minutes and gigabytes; {@code mvn verify -Dstaithe.long=true} asks for it. */
    @Test
    @EnabledIfSystemProperty(named = "staithe.long", matches = "true")
    void aThousandSlowDownloadsAndTenThousandIdleSessions() throws Exception {
        String figures = run("--only", "idle10000,slow", "--servers", "staithe", "--rounds", "1");
        assertThat(value(figures, "idle10000", "staithe", "cost")).isLessThan(25.6);
        assertThat(value(figures, "slow", "staithe", "cost")).isLessThan(110);
        assertThat(value(figures, "slow", "staithe", "least")).isGreaterThan(0.95);
        assertThat(value(figures, "slow", "staithe", "p99")).isLessThan(20_000);
    }

    private String run(String... words) throws IOException, InterruptedException {
        Path json = folder.resolve("figures.json");
        File output = folder.resolve("output").toFile();
        ProcessBuilder builder = new ProcessBuilder("./run", "--json", json.toString());
        builder.command().addAll(List.of(words));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("STAITHE_INSTALLATION", System.getProperty("staithe.installation"));
        Process process =
                builder.redirectErrorStream(true).redirectOutput(output).start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroy();
        }
        String said = Files.readString(output.toPath());
        System.out.print(said);
        assertThat(process.exitValue()).as(said).isZero();
        return Files.readString(json);
    }

    private static double ratio(String figures, String workload, String measure) {
        return value(figures, workload, "staithe", measure) / value(figures, workload, "apache", measure);
    }

    private static double value(String figures, String workload, String server, String measure) {
        Matcher found = Pattern.compile("\"workload\": \"%s\", \"server\": \"%s\".*\"%s\": ([0-9.E-]+)"
                        .formatted(workload, server, measure))
                .matcher(figures);
        assertThat(found.find()).as("%s of %s", measure, workload).isTrue();
        return Double.parseDouble(found.group(1));
    }
}
