// SPDX-License-Identifier: Apache-2.0
package org.staithe.dataport.passive.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.staithe.data.PassiveGrant;
import org.staithe.data.PassivePortPolicy;
import org.staithe.testkit.data.SampleDataRequest;
import org.staithe.testkit.osgi.RunningBundle;

/** What Declarative Services make of a configuration that changes. */
@Timeout(60)
class ReconfigurationTest {

    private static final String PID = "org.staithe.dataport.passive-default";
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private RunningBundle bundle;

    @BeforeEach
    void start(@TempDir Path storage) throws Exception {
        bundle = new RunningBundle("org.staithe.dataport.passive", storage);
    }

    @AfterEach
    void stop() throws Exception {
        bundle.close();
    }

    @Test
    void aWrongValueLeavesTheServiceAsItWasAndARightOneChangesIt() throws Exception {
        bundle.configure(PID, Map.of("ports", "20000"));
        PassivePortPolicy policy = policy();
        assertThat(port(policy)).isEqualTo(20_000);
        bundle.configure(PID, Map.of("ports", "20009-20000"));
        assertThat(policy()).isSameAs(policy);
        assertThat(port(policy)).isEqualTo(20_000);
        bundle.configure(PID, Map.of("ports", "20001"));
        assertThat(policy()).isSameAs(policy);
        assertThat(port(policy)).isEqualTo(20_001);
    }

    @Test
    void aWrongBeginningIsPutRightByTheNextConfiguration() throws Exception {
        bundle.configure(PID, Map.of("ports", "20009-20000"));
        bundle.configure(PID, Map.of("ports", "20000"));
        assertThat(port(policy())).isEqualTo(20_000);
    }

    private PassivePortPolicy policy() throws InterruptedException {
        return bundle.service(PassivePortPolicy.class, "(ports=*)");
    }

    private static int port(PassivePortPolicy policy) throws IOException {
        try (PassiveGrant lent = policy.grant(SampleDataRequest.extended(LOOPBACK, LOOPBACK))) {
            return lent.bind().getPort();
        }
    }
}
