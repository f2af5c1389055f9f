// SPDX-License-Identifier: Apache-2.0
package org.staithe.dataport.active.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.data.ActiveDecision;
import org.staithe.data.ActiveDecision.Connect;
import org.staithe.data.ActiveDecision.Refuse;
import org.staithe.data.ActivePortPolicy;
import org.staithe.testkit.config.Settings;
import org.staithe.testkit.data.ActivePortPolicyContract;
import org.staithe.testkit.data.SampleDataRequest;

class ActivePortsTest {

    private static final String CLIENT = "192.0.2.1";
    private static final String SERVER = "192.0.2.9";

    @Nested
    class Defaults extends ActivePortPolicyContract {
        @Override
        protected ActivePortPolicy policy() {
            return ports(Map.of());
        }
    }

    @Nested
    class SwitchedOff extends ActivePortPolicyContract {
        @Override
        protected ActivePortPolicy policy() {
            return ports(Map.of("enabled", false));
        }
    }

    @Test
    void connectsToTheClientFromTheAddressThatItReached() {
        assertThat(decide(Map.of(), CLIENT, 50_000)).isEqualTo(from(SERVER, 0));
    }

    @Test
    void connectsFromTheConfiguredAddressAndPort() {
        Map<String, ?> keys = Map.of("local.port", 20, "bind.address", "192.0.2.10");
        assertThat(decide(keys, CLIENT, 50_000)).isEqualTo(from("192.0.2.10", 20));
    }

    @Test
    void anAddressOfTheOtherKindIsNotBoundTo() {
        assertThat(decide(Map.of("bind.address", "2001:db8::9"), CLIENT, 50_000))
                .isEqualTo(from(SERVER, 0));
        assertThat(decide(Map.of("allow.networks", "2001:db8::/32"), "2001:db8::1", 50_000))
                .isEqualTo(new Connect(new InetSocketAddress(0)));
    }

    @Test
    void theClientIsTheSameInItsIpv4MappedForm() throws Exception {
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xFF;
        mapped[11] = (byte) 0xFF;
        System.arraycopy(address(CLIENT).getAddress(), 0, mapped, 12, 4);
        InetAddress six = Inet6Address.getByAddress(null, mapped, -1);
        assertThat(six).isInstanceOf(Inet6Address.class);
        assertThat(decide(Map.of(), address(CLIENT), six, 50_000)).isInstanceOf(Connect.class);
        assertThat(decide(Map.of(), six, address(CLIENT), 50_000)).isInstanceOf(Connect.class);
        assertThat(decide(Map.of(), address("192.0.2.2"), six, 50_000)).isInstanceOf(Refuse.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "192.0.2.2",
                "::1",
                "2001:db8::1",
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "ff02::1"
            })
    void otherTargetsThanTheClientAreRefused(String target) {
        assertThat(decide(Map.of(), target, 50_000)).isInstanceOf(Refuse.class);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "25, false", "1023, false", "1024, true", "65535, true"})
    void privilegedPortsAreRefused(int port, boolean connects) {
        assertThat(decide(Map.of(), CLIENT, port) instanceof Connect).isEqualTo(connects);
    }

    @Test
    void thePortZeroIsRefusedHoweverLowTheLowestIs() {
        assertThat(decide(Map.of("lowest.port", 1), CLIENT, 25)).isInstanceOf(Connect.class);
        assertThat(decide(Map.of("lowest.port", 1), CLIENT, 0)).isInstanceOf(Refuse.class);
    }

    @ParameterizedTest
    @CsvSource({"198.51.100.7, true", "198.51.101.7, false", "127.0.0.1, false", "2001:db8::7, true", "192.0.2.1, true"
    })
    void targetsInAllowedNetworksAreForEverybody(String target, boolean connects) {
        Map<String, ?> keys = Map.of("allow.networks", "198.51.100.0/24, 2001:db8::/32");
        assertThat(decide(keys, target, 50_000) instanceof Connect).isEqualTo(connects);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, true",
        "2001:db8::7, true",
        "127.0.0.1, false",
        "127.9.9.9, false",
        "::1, false",
        "169.254.169.254, false",
        "224.0.0.1, false",
        "0.0.0.0, false"
    })
    void foreignTargetsAreOtherHostsOnly(String target, boolean connects) {
        assertThat(decide(Map.of("allow.foreign", true), target, 50_000) instanceof Connect)
                .isEqualTo(connects);
    }

    @Test
    void aClientOnThisMachineIsConnectedToOnThisMachine() throws Exception {
        assertThat(decide(Map.of(), address("127.0.0.1"), address("127.0.0.1"), 50_000))
                .isInstanceOf(Connect.class);
    }

    @Test
    void aNameIsRefusedAndNotLookedUp() {
        ActiveDecision decision = ports(Map.of())
                .decide(
                        SampleDataRequest.extended(address(CLIENT), address(SERVER)),
                        InetSocketAddress.createUnresolved("localhost", 50_000));
        assertThat(decision).isInstanceOf(Refuse.class);
    }

    @Test
    void nothingIsConnectedToWhenSwitchedOff() {
        assertThat(decide(Map.of("enabled", false), CLIENT, 50_000))
                .isInstanceOfSatisfying(
                        Refuse.class, refuse -> assertThat(refuse.reason()).contains("enabled"));
    }

    @ParameterizedTest
    @CsvSource({"bind.address, localhost", "bind.address, 10.0.0.0/8", "allow.networks, example.org"})
    void badConfigurationIsRefusedWithKeyAndValue(String key, String value) {
        assertThatThrownBy(() -> ports(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key + " = '" + value + "'");
    }

    @ParameterizedTest
    @CsvSource({"local.port, -1", "local.port, 65536", "lowest.port, 0", "lowest.port, 65536"})
    void portsOutOfBoundsAreRefused(String key, int value) {
        assertThatThrownBy(() -> ports(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key + " = " + value);
    }

    @Test
    void aWrongChangeIsRefusedWholeAndARightOneApplies() {
        ActivePorts ports = ports(Map.of("local.port", 20));
        assertThatThrownBy(() -> change(ports, Map.of("enabled", false, "lowest.port", 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lowest.port = 0: write a port from 1 to 65535");
        assertThat(decide(ports, CLIENT)).isEqualTo(from(SERVER, 20));
        change(ports, Map.of("local.port", 21));
        assertThat(decide(ports, CLIENT)).isEqualTo(from(SERVER, 21));
    }

    private static void change(ActivePorts ports, Map<String, ?> keys) {
        ports.modified(Settings.of(ActivePorts.Config.class, keys));
    }

    private static ActiveDecision decide(ActivePorts ports, String target) {
        return ports.decide(
                SampleDataRequest.extended(address(CLIENT), address(SERVER)),
                new InetSocketAddress(address(target), 50_000));
    }

    private static ActiveDecision decide(Map<String, ?> keys, String target, int port) {
        return decide(keys, address(CLIENT), address(target), port);
    }

    private static ActiveDecision decide(Map<String, ?> keys, InetAddress client, InetAddress target, int port) {
        return ports(keys)
                .decide(SampleDataRequest.extended(client, address(SERVER)), new InetSocketAddress(target, port));
    }

    private static Connect from(String address, int port) {
        return new Connect(new InetSocketAddress(address(address), port));
    }

    private static ActivePorts ports(Map<String, ?> keys) {
        return new ActivePorts(Settings.of(ActivePorts.Config.class, keys));
    }

    private static InetAddress address(String literal) {
        return Literals.address("test", literal).orElseThrow();
    }
}
