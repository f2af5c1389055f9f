// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.staithe.data.DataRequest;
import org.staithe.data.PassiveGrant;
import org.staithe.data.PassivePortPolicy;

/**
 * What the core expects of every {@link PassivePortPolicy}: grants that can be bound and whose ports come back. The
 * policy must serve clients on 127.0.0.1 and lend at least eight grants at a time.
 */
public abstract class PassivePortPolicyContract {

    private static final int THREADS = 8;
    private static final int GRANTS = 10_000;
    private static final InetAddress LOOPBACK = loopback();
    private static final DataRequest EPSV = SampleDataRequest.extended(LOOPBACK, LOOPBACK);

    /** The policy under test. */
    protected abstract PassivePortPolicy policy() throws Exception;

    @Test
    void aClientReachesWhatIsBoundToAGrant() throws Exception {
        try (PassiveGrant grant = policy().grant(EPSV);
                ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(grant.bind());
            InetSocketAddress bound = (InetSocketAddress) server.getLocalAddress();
            try (var client = SocketChannel.open(new InetSocketAddress(LOOPBACK, bound.getPort()));
                    var accepted = server.accept()) {
                assertThat(grant.admits(accepted.socket().getInetAddress(), LOOPBACK))
                        .isTrue();
                assertThat(client.isConnected()).isTrue();
            }
        }
    }

    @Test
    void pasvIsToldAnIpv4AddressOrIsNotOffered() throws Exception {
        try (PassiveGrant grant = policy().grant(SampleDataRequest.plain(LOOPBACK, LOOPBACK))) {
            assertThat(grant.advertised()).isInstanceOf(Inet4Address.class).matches(a -> !a.isAnyLocalAddress());
        } catch (UnsupportedOperationException e) {
            assertThat(e).as("a site that offers EPSV only").isNotNull();
        }
    }

    @Test
    void portsComeBackHoweverOftenTheyAreLentByManyThreads() throws Exception {
        PassivePortPolicy policy = policy();
        Set<Integer> lent = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            Callable<Void> lendAndReturn = () -> {
                for (int i = 0; i < GRANTS / THREADS; i++) {
                    lendOnce(policy, lent);
                }
                return null;
            };
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(lendAndReturn));
            }
            for (Future<Void> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        policy.grant(EPSV).close();
    }

    private static void lendOnce(PassivePortPolicy policy, Set<Integer> lent) throws IOException {
        try (PassiveGrant grant = policy.grant(EPSV)) {
            int port = grant.bind().getPort();
            if (port != 0) {
                assertThat(lent.add(port))
                        .as("port %s is lent once at a time", port)
                        .isTrue();
                lent.remove(port);
            }
        }
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
