// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** One server process for all tests of a class. */
class WithServer {

    @TempDir
    static Path folder;

    static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.start(folder);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.close();
    }
}
