// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The program that loads a server, see {@code src/main/c/load.c}.
 *
 * <p>It stops before and after what is to be measured, so that whoever meters the server does it then.
 */
final class Load implements AutoCloseable {

    private final Process process;
    private final BufferedReader said;
    private final Writer told;

    /** Starts it; returns when all of it that is not measured is done. */
    Load(Path program, List<String> words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(words);
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        said = process.inputReader(StandardCharsets.UTF_8);
        told = process.outputWriter(StandardCharsets.UTF_8);
        boolean ready = false;
        try {
            next("ready");
            ready = true;
        } finally {
            if (!ready) {
                close();
            }
        }
    }

    /** Does what is measured; returns what the program has measured itself. */
    Map<String, Double> work() throws IOException {
        goOn();
        Map<String, Double> values = new HashMap<>();
        for (String pair : next("done").split(" ")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(pair.substring(0, equals), Double.parseDouble(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    /** Lets it check and clean up. */
    void finish() throws IOException, InterruptedException {
        goOn();
        String last = said.readLine();
        if (process.waitFor() != 0) {
            throw new IOException(last == null ? "the load ended early" : last);
        }
    }

    private void goOn() throws IOException {
        told.write('\n');
        told.flush();
    }

    private String next(String word) throws IOException {
        String line = said.readLine();
        if (line == null || !line.startsWith(word)) {
            throw new IOException(line == null ? "the load ended early" : line);
        }
        return line;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
