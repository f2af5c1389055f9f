// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests.tls;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.TestInfo;
import org.staithe.itests.SecureServer;

/** On a class whose server does TLS as where there is no BoringSSL. */
@Retention(RetentionPolicy.RUNTIME)
@interface TlsOfTheJdk {

    /** Starts the server of a test class. */
    final class Servers {

        private Servers() {}

        static SecureServer start(TestInfo test, Path folder, Map<String, Map<String, String>> listeners)
                throws IOException, InterruptedException {
            return isFor(test)
                    ? SecureServer.startWithoutBoringSsl(folder, listeners)
                    : SecureServer.start(folder, listeners);
        }

        static boolean isFor(TestInfo test) {
            return test.getTestClass().orElseThrow().isAnnotationPresent(TlsOfTheJdk.class);
        }
    }
}
