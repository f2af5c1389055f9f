// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The key store that the web console's server reads when it starts: made before the first start. */
final class ConsoleKeys {

    private static final String MAIN = "org.staithe.tls.files.internal.KeyStoreCommand";

    private ConsoleKeys() {}

    static void makeIfMissing(Installation installation) throws IOException, InterruptedException {
        Path store = installation.config().resolve("tls/console.p12");
        if (Files.exists(store)) {
            return;
        }
        Path password = installation.config().resolve("secrets/console-keystore");
        BundleProgram.Said said =
                new BundleProgram(installation.install(), MAIN).run("", List.of(store.toString(), password.toString()));
        if (said.exitCode() == 0) {
            System.out.println(said.output());
        } else {
            // FTP is what people are here for: the server starts without a console.
            System.err.println("staithe: no web console: " + said.output());
        }
    }
}
