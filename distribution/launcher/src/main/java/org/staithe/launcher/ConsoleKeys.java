// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The key store that the web console's server reads when it starts: made at the first start. */
final class ConsoleKeys {

    private static final String BUNDLE = "org.staithe.tls.files";
    private static final String MAIN = BUNDLE + ".internal.KeyStoreCommand";

    private ConsoleKeys() {}

    static void makeIfMissing(Installation installation, Server server) throws IOException, InterruptedException {
        Path store = installation.config().resolve("tls/console.p12");
        if (Files.exists(store)) {
            return;
        }
        Path password = installation.config().resolve("secrets/console-keystore");
        // FTP is what people are here for: the server goes on without a console.
        try {
            Program.Said said = server.program(BUNDLE, MAIN).run("", List.of(store.toString(), password.toString()));
            (said.exitCode() == 0 ? System.out : System.err).println(said.output());
        } catch (IOException failure) {
            System.err.println("staithe: no web console: " + failure.getMessage());
        }
    }
}
