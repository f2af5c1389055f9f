// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

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
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationPlugin;
import org.staithe.data.PassiveGrant;
import org.staithe.data.PassivePortPolicy;
import org.staithe.testkit.data.SampleDataRequest;
import org.staithe.testkit.log.Logged;
import org.staithe.testkit.osgi.RunningBundle;

/** What reaches the components of a real framework, and what the log says. */
@Timeout(60)
class LastGoodTest {

    private static final String KIND = "org.staithe.dataport.passive";
    private static final String PID = KIND + "-default";
    private static final String SECONDS = "advertise.refresh.seconds";
    private static final String ALLOWED = " must be a whole number, at least 1, at most 86400; ";
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private Logged logged;
    private RunningBundle bundle;

    @BeforeEach
    void start(@TempDir Path storage) throws Exception {
        logged = new Logged(LastGood.class);
        bundle = new RunningBundle(
                KIND, storage, "org.staithe.config", "org.apache.felix.configadmin.plugin.interpolation");
    }

    @AfterEach
    void stop() throws Exception {
        bundle.close();
        logged.close();
    }

    @Test
    void aWrongNumberIsToldOnceAndLeavesTheServiceAsItWas() throws Exception {
        bundle.configure(PID, Map.of("ports", "20000", SECONDS, "50"));
        PassivePortPolicy policy = policy();
        bundle.configure(PID, Map.of("ports", "20001", SECONDS, "abc"));

        assertThat(logged.errors())
                .containsExactly(
                        KIND + "~default: " + SECONDS + " = abc:" + ALLOWED + "the last good values stay in use");
        assertThat(policy()).isSameAs(policy);
        assertThat(port()).isEqualTo(20_000);
        assertThat(published("(&(ports=20000)(" + SECONDS + "=50))")).isTrue();
    }

    @Test
    void aNumberOutOfBoundsIsRefused() throws Exception {
        bundle.configure(PID, Map.of("ports", "20000"));
        bundle.configure(PID, Map.of("ports", "20001", SECONDS, "0"));

        assertThat(logged.errors()).singleElement().asString().contains(SECONDS + " = 0:" + ALLOWED);
        assertThat(port()).isEqualTo(20_000);
    }

    @Test
    void aRankingFromAFileRanks() throws Exception {
        bundle.configure(PID, Map.of("ports", "20000", "service.ranking", "7"));
        assertThat(published("(service.ranking=7)")).isTrue();
        bundle.configure(PID, Map.of("ports", "20000", "service.ranking", "high"));
        assertThat(logged.errors())
                .singleElement()
                .asString()
                .contains("service.ranking = high: must be a whole number");
        assertThat(published("(service.ranking=7)")).isTrue();
    }

    @Test
    void yesIsNotSilentlyFalse() throws Exception {
        bundle.configure(PID, Map.of("ports", "20000", "extended.only", "true"));
        bundle.configure(PID, Map.of("ports", "20001", "extended.only", "yes"));

        assertThat(logged.errors()).singleElement().asString().contains("extended.only = yes: must be true or false");
        assertThat(published("(&(ports=20000)(extended.only=true))")).isTrue();
    }

    @Test
    void allThatIsWrongIsToldInOneLine() throws Exception {
        bundle.configure(PID, Map.of("ports", "20000", SECONDS, "x", "extended.only", "on", "peer.check", "none"));

        assertThat(logged.errors())
                .singleElement()
                .asString()
                .contains(SECONDS + " = x", "extended.only = on", "peer.check = none: must be one of same-address");
    }

    @Test
    void aKeyThatNobodyReadsIsNamedWithoutItsValueAndRefusesNothing() throws Exception {
        bundle.configure(PID, Map.of("port", "20001", "ports", "20000"));

        assertThat(port()).isEqualTo(20_000);
        assertThat(logged.errors()).isEmpty();
        assertThat(logged.warnings())
                .singleElement()
                .asString()
                .startsWith(KIND + "~default: port: there is no such key; there are advertise, ")
                .doesNotContain("20001");
    }

    @Test
    void aGoodChangeAppliesAfterARefusedOne() throws Exception {
        bundle.configure(PID, Map.of("ports", "20000"));
        PassivePortPolicy policy = policy();
        bundle.configure(PID, Map.of("ports", "20001", SECONDS, "abc"));
        bundle.configure(PID, Map.of("ports", "20002", SECONDS, "70"));

        assertThat(policy()).isSameAs(policy);
        assertThat(port()).isEqualTo(20_002);
        assertThat(published("(&(ports=20002)(" + SECONDS + "=70))")).isTrue();
    }

    @Test
    void aWrongBeginningIsNotRunWithDefaults() throws Exception {
        bundle.configure(PID, Map.of("ports", "20000", SECONDS, "abc"));

        assertThat(logged.errors())
                .containsExactly(
                        KIND + "~default: " + SECONDS + " = abc:" + ALLOWED + "what it configures does not start");
        bundle.configure(PID, Map.of("ports", "20001", SECONDS, "70"));
        assertThat(port()).isEqualTo(20_001);
    }

    @Test
    void yesAtTheBeginningIsNotFalseEither() throws Exception {
        bundle.configure(PID, Map.of("ports", "20000", "extended.only", "yes"));

        assertThat(logged.errors()).singleElement().asString().contains("extended.only = yes: must be true or false");
        assertThat(bundle.count(PassivePortPolicy.class, "(ports=*)")).isZero();
        bundle.configure(PID, Map.of("ports", "20000", "extended.only", "true"));
        assertThat(port()).isEqualTo(20_000);
    }

    @Test
    void theFileIsNamedThatAConfigurationComesFrom() throws Exception {
        bundle.configure(PID, Map.of(SECONDS, "abc", "felix.fileinstall.filename", "file:/etc/boat.cfg"));

        assertThat(logged.errors()).singleElement().asString().startsWith("/etc/boat.cfg: " + SECONDS);
    }

    @Test
    void placeholdersAreFilledInBefore() throws Exception {
        bundle.configure(PID, Map.of("ports", "20000", SECONDS, "$[prop:java.specification.version]"));

        assertThat(port()).isEqualTo(20_000);
        assertThat(logged.errors()).isEmpty();
    }

    @Test
    void whatWasDeletedDoesNotComeBack() throws Exception {
        bundle.configure(PID, Map.of("ports", "20000"));
        policy();
        bundle.service(ConfigurationAdmin.class, "(objectClass=*)")
                .getFactoryConfiguration(KIND, "default", "?")
                .delete();
        bundle.configure(PID, Map.of("ports", "20001", SECONDS, "abc"));

        assertThat(published("(ports=20000)")).isFalse();
        assertThat(logged.errors()).singleElement().asString().endsWith("what it configures does not start");
    }

    @Test
    void anUpdateOfThisBundleForgetsNothing() throws Exception {
        bundle.configure(PID, Map.of("ports", "20000"));
        PassivePortPolicy policy = policy();
        Bundle itself = FrameworkUtil.getBundle(bundle.service(ConfigurationPlugin.class, "(service.cmRanking=1000)")
                .getClass());
        itself.stop();
        itself.start();
        bundle.configure(PID, Map.of("ports", "20001", SECONDS, "abc"));

        assertThat(policy()).isSameAs(policy);
        assertThat(port()).isEqualTo(20_000);
    }

    private PassivePortPolicy policy() throws InterruptedException {
        return bundle.service(PassivePortPolicy.class, "(ports=*)");
    }

    private boolean published(String properties) {
        return bundle.count(PassivePortPolicy.class, properties) == 1;
    }

    private int port() throws IOException, InterruptedException {
        try (PassiveGrant lent = policy().grant(SampleDataRequest.extended(LOOPBACK, LOOPBACK))) {
            return lent.bind().getPort();
        }
    }
}
