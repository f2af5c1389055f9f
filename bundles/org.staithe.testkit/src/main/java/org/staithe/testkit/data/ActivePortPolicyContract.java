// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.data.ActiveDecision;
import org.staithe.data.ActiveDecision.Connect;
import org.staithe.data.ActiveDecision.Refuse;
import org.staithe.data.ActivePortPolicy;
import org.staithe.data.DataRequest;

/**
 * What the core expects of every {@link ActivePortPolicy}: a decision on everything a client may ask for, and no bounce
 * (RFC 2577 section 3) unless it was configured.
 */
public abstract class ActivePortPolicyContract {

    /** The policy under test, as a site gets it that does not allow server-to-server transfers. */
    protected abstract ActivePortPolicy policy() throws Exception;

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void theClientsOwnAddressIsDecidedWithAnAddressToBind(String own) throws Exception {
        InetAddress address = InetAddress.getByName(own);
        ActiveDecision decision = policy().decide(from(own), new InetSocketAddress(address, 50_000));
        if (decision instanceof Connect connect) {
            try (Socket socket = new Socket()) {
                socket.bind(connect.from());
                assertThat(socket.isBound()).isTrue();
            }
        } else {
            assertReasoned(decision);
        }
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 192.0.2.2", "192.0.2.1, 127.0.0.1", "192.0.2.1, 2001:db8::1", "2001:db8::1, 2001:db8::2"})
    void anotherHostIsRefused(String client, String target) throws Exception {
        assertReasoned(policy().decide(from(client), new InetSocketAddress(InetAddress.getByName(target), 50_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "224.0.0.1", "255.255.255.255", "ff02::1"})
    void whatIsNotOneHostIsRefused(String target) throws Exception {
        InetSocketAddress everybody = new InetSocketAddress(InetAddress.getByName(target), 50_000);
        assertReasoned(policy().decide(from("192.0.2.1"), everybody));
        assertReasoned(policy().decide(from(target), everybody));
    }

    @Test
    void extendedAndPlainAreDecidedAlike() throws Exception {
        InetAddress client = InetAddress.getByName("192.0.2.1");
        InetAddress server = InetAddress.getByName("192.0.2.9");
        InetSocketAddress target = new InetSocketAddress(client, 50_000);
        assertThat(policy().decide(SampleDataRequest.plain(client, server), target))
                .isEqualTo(policy().decide(SampleDataRequest.extended(client, server), target));
    }

    private static DataRequest from(String client) throws Exception {
        InetAddress address = InetAddress.getByName(client);
        return SampleDataRequest.extended(address, address);
    }

    private static void assertReasoned(ActiveDecision decision) {
        assertThat(decision).isInstanceOfSatisfying(Refuse.class, refuse -> assertThat(refuse.reason())
                .isNotBlank());
    }
}
