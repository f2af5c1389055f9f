// SPDX-License-Identifier: Apache-2.0
package org.staithe.dataport.passive.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.staithe.data.DataRequest;
import org.staithe.data.PassiveGrant;
import org.staithe.data.PassivePortPolicy;
import org.staithe.testkit.config.Settings;
import org.staithe.testkit.data.PassivePortPolicyContract;
import org.staithe.testkit.data.SampleDataRequest;

class PassivePortsTest {

    private static final InetAddress CLIENT = address("192.0.2.1");
    private static final InetAddress SERVER = address("192.0.2.9");
    private static final DataRequest PASV = SampleDataRequest.plain(CLIENT, SERVER);
    private static final DataRequest EPSV = SampleDataRequest.extended(CLIENT, SERVER);

    @Nested
    class AnyPort extends PassivePortPolicyContract {
        @Override
        protected PassivePortPolicy policy() {
            return ports(Map.of());
        }
    }

    @Nested
    class Range extends PassivePortPolicyContract {
        @Override
        protected PassivePortPolicy policy() {
            return ports(Map.of("ports", "20000-20063"));
        }
    }

    @Nested
    class ExtendedOnly extends PassivePortPolicyContract {
        @Override
        protected PassivePortPolicy policy() {
            return ports(Map.of("extended.only", true));
        }
    }

    @Test
    void bindsToTheAddressThatTheClientReached() throws Exception {
        try (PassiveGrant grant = ports(Map.of()).grant(PASV)) {
            assertThat(grant.bind()).isEqualTo(new InetSocketAddress(SERVER, 0));
            assertThat(grant.advertised()).isEqualTo(SERVER);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.10, 192.0.2.9, 192.0.2.10, 192.0.2.10",
        "192.0.2.10, 2001:db8::9, 2001:db8::9, 2001:db8::9",
        "2001:db8::10, 2001:db8::9, 2001:db8::10, 2001:db8::10",
        "0.0.0.0, 192.0.2.9, 0.0.0.0, 192.0.2.9"
    })
    void bindsToTheConfiguredAddressWhenItIsOfTheSameKind(String key, String reached, String bound, String told)
            throws Exception {
        DataRequest request = SampleDataRequest.plain(address(reached), address(reached));
        try (PassiveGrant grant = ports(Map.of("bind.address", key)).grant(request)) {
            assertThat(grant.bind().getAddress()).isEqualTo(address(bound));
            assertThat(grant.advertised()).isEqualTo(address(told));
        }
    }

    @Test
    void lendsEachPortOfItsRangesOnceAndThenNoneAtOnce() throws Exception {
        PassivePorts ports = ports(Map.of("ports", "50000-50009, 50005-50019,51000"));
        List<Integer> lent = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            lent.add(ports.grant(EPSV).bind().getPort());
        }
        List<Integer> all =
                new ArrayList<>(IntStream.range(50_000, 50_020).boxed().toList());
        all.add(51_000);
        assertThat(lent).containsExactlyInAnyOrderElementsOf(all);
        assertThatThrownBy(() -> ports.grant(EPSV))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("21");
    }

    @Test
    void aPortReturnedTwiceIsLentOnce() throws Exception {
        PassivePorts ports = ports(Map.of("ports", "50000"));
        PassiveGrant grant = ports.grant(EPSV);
        grant.close();
        grant.close();
        try (PassiveGrant next = ports.grant(EPSV)) {
            assertThat(next.bind().getPort()).isEqualTo(50_000);
            assertThatThrownBy(() -> ports.grant(EPSV)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void findsTheFreePortWhenTheOtherIsTakenBySomebodyElse() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket stranger = new ServerSocket(0, 1, loopback);
                ServerSocket spare = new ServerSocket(0, 1, loopback)) {
            int free = spare.getLocalPort();
            spare.close();
            PassivePorts ports = ports(Map.of("ports", stranger.getLocalPort() + "," + free));
            for (int i = 0; i < 100; i++) {
                assertThat(bindAsTheCoreDoes(ports, loopback)).isEqualTo(free);
            }
        }
    }

    @Test
    void tellsClientsOfANetworkItsAddress() throws Exception {
        PassivePorts ports = ports(Map.of(
                "advertise", "203.0.113.7",
                "advertise.by.network", "10.9.0.0/16=local, 10.0.0.0/8=10.1.2.3"));
        assertThat(told(ports, "198.51.100.1")).isEqualTo(address("203.0.113.7"));
        assertThat(told(ports, "10.4.4.4")).isEqualTo(address("10.1.2.3"));
        assertThat(told(ports, "10.9.4.4")).isEqualTo(SERVER);
    }

    @Test
    void refusesPasvWhereOnlyEpsvIsOffered() throws Exception {
        PassivePorts ports = ports(Map.of("extended.only", true, "ports", "50000"));
        assertThatThrownBy(() -> ports.grant(PASV)).isInstanceOf(UnsupportedOperationException.class);
        ports.grant(EPSV).close();
    }

    @ParameterizedTest
    @CsvSource({
        "same-address, 192.0.2.1, true",
        "same-address, 192.0.2.2, false",
        "same-network, 192.0.2.2, true",
        "same-network, 192.0.3.1, false",
        "same-network, 2001:db8::1, false",
        "off, 203.0.113.1, true"
    })
    void admitsAsThePeerCheckSays(String check, String peer, boolean admitted) throws Exception {
        try (PassiveGrant grant = ports(Map.of("peer.check", check)).grant(EPSV)) {
            assertThat(grant.admits(address(peer), CLIENT)).isEqualTo(admitted);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ports | 50999-50000",
                "ports | 0-10",
                "ports | 1-65536",
                "ports | 50000-",
                "ports | -1",
                "ports | 0, 50000",
                "bind.address | localhost",
                "bind.address | 10.0.0.0/8",
                "advertise | 2001:db8::1",
                "advertise | 0.0.0.0",
                "advertise | 300.1.1.1",
                "advertise | not a name",
                "advertise.by.network | 10.0.0.0/8",
                "advertise.by.network | ten=10.1.2.3",
                "advertise.by.network | 10.0.0.0/8=router.example",
                "peer.check | on"
            })
    void badConfigurationIsRefusedWithKeyAndValue(String key, String value) {
        assertThatThrownBy(() -> ports(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key + " = '");
    }

    @Test
    void anImpossibleRefreshIsRefused() {
        assertThatThrownBy(() -> ports(Map.of("advertise.refresh.seconds", 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("advertise.refresh.seconds = 0");
    }

    @Test
    void aWrongChangeIsRefusedWholeAndTheFormerPortsAreLent() throws Exception {
        PassivePorts ports = ports(Map.of("ports", "50000"));
        assertThatThrownBy(() -> change(ports, Map.of("ports", "50001", "peer.check", "on")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("peer.check = 'on': write same-address, same-network or off");
        try (PassiveGrant grant = ports.grant(EPSV)) {
            assertThat(grant.bind().getPort()).isEqualTo(50_000);
        }
    }

    @Test
    void aPortThatIsLentIsNotLentAgainByANewRange() throws Exception {
        PassivePorts ports = ports(Map.of("ports", "50000"));
        PassiveGrant lent = ports.grant(EPSV);
        change(ports, Map.of("ports", "50000-50001"));
        try (PassiveGrant other = ports.grant(EPSV)) {
            assertThat(other.bind().getPort()).isEqualTo(50_001);
            assertThatThrownBy(() -> ports.grant(EPSV)).isInstanceOf(IOException.class);
            lent.close();
            ports.grant(EPSV).close();
        }
    }

    @Test
    void everythingElseChangesWithTheNextGrant() throws Exception {
        PassivePorts ports = ports(Map.of("ports", "50000", "advertise", "203.0.113.7"));
        try (PassiveGrant lent = ports.grant(PASV)) {
            change(ports, Map.of("advertise", "203.0.113.8", "peer.check", "off"));
            assertThat(lent.advertised()).isEqualTo(address("203.0.113.7"));
            assertThat(lent.admits(address("203.0.113.1"), CLIENT)).isFalse();
            try (PassiveGrant next = ports.grant(PASV)) {
                assertThat(next.bind().getPort()).isZero();
                assertThat(next.advertised()).isEqualTo(address("203.0.113.8"));
                assertThat(next.admits(address("203.0.113.1"), CLIENT)).isTrue();
            }
        }
    }

    private static void change(PassivePorts ports, Map<String, ?> keys) {
        ports.modified(Settings.of(PassivePorts.Config.class, keys));
    }

    private static int bindAsTheCoreDoes(PassivePorts ports, InetAddress loopback) throws IOException {
        while (true) {
            try (PassiveGrant grant = ports.grant(SampleDataRequest.extended(loopback, loopback));
                    ServerSocket socket = new ServerSocket()) {
                socket.bind(grant.bind());
                return socket.getLocalPort();
            } catch (BindException e) {
                // taken by somebody else: the grant is closed and the policy asked again
            }
        }
    }

    private static InetAddress told(PassivePorts ports, String client) throws IOException {
        try (PassiveGrant grant = ports.grant(SampleDataRequest.plain(address(client), SERVER))) {
            return grant.advertised();
        }
    }

    private static PassivePorts ports(Map<String, ?> keys) {
        return new PassivePorts(Settings.of(PassivePorts.Config.class, keys));
    }

    private static InetAddress address(String literal) {
        return Literal.address("test", literal);
    }
}
