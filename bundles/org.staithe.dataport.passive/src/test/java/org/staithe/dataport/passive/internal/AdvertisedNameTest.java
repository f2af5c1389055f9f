// SPDX-License-Identifier: Apache-2.0
package org.staithe.dataport.passive.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.staithe.data.PassiveGrant;
import org.staithe.testkit.config.Settings;
import org.staithe.testkit.data.SampleDataRequest;

@Timeout(30)
class AdvertisedNameTest {

    private static final InetAddress ANY = Literal.address("test", "0.0.0.0");
    private static final InetAddress FIRST = Literal.address("test", "192.0.2.1");
    private static final InetAddress SECOND = Literal.address("test", "192.0.2.2");
    private static final InetAddress SIX = Literal.address("test", "2001:db8::1");

    private final BlockingQueue<InetAddress[]> answers = new SynchronousQueue<>();

    @Test
    void theNameOfThisMachineIsResolved() throws Exception {
        try (AdvertisedName name = new AdvertisedName("localhost", Duration.ofHours(1), InetAddress::getAllByName)) {
            assertThat(awaited(name, Literal.address("test", "127.0.0.1"))).isTrue();
        }
    }

    @Test
    void theLastGoodAnswerIsKeptUntilThereIsABetterOne() throws Exception {
        try (AdvertisedName name = new AdvertisedName("router.example", Duration.ofMillis(1), this::lookUp)) {
            assertThatThrownBy(() -> name.address(ANY)).isInstanceOf(IOException.class);
            answers.put(new InetAddress[] {SIX});
            answers.put(new InetAddress[] {SIX, FIRST});
            answers.put(new InetAddress[0]); // taken, so the answer before has arrived
            assertThat(name.address(ANY)).isEqualTo(FIRST);
            answers.put(new InetAddress[0]);
            assertThat(name.address(ANY)).isEqualTo(FIRST);
            answers.put(new InetAddress[] {SECOND});
            answers.put(new InetAddress[0]);
            assertThat(name.address(ANY)).isEqualTo(SECOND);
        }
    }

    @Test
    void aDnsThatDoesNotAnswerHoldsUpNobody() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        PassivePorts ports = new PassivePorts(
                Settings.of(PassivePorts.Config.class, Map.of("advertise", "router.example")), name -> {
                    asked.countDown();
                    return lookUp(name);
                });
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> ports.grant(SampleDataRequest.plain(FIRST, SECOND)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("router.example");
        try (PassiveGrant grant = ports.grant(SampleDataRequest.extended(FIRST, SECOND))) {
            assertThat(grant.bind().getAddress()).isEqualTo(SECOND);
        }
        ports.stop();
    }

    @Test
    void noPortIsLostWhileTheNameIsUnknown() throws Exception {
        PassivePorts ports = new PassivePorts(
                Settings.of(PassivePorts.Config.class, Map.of("advertise", "router.example", "ports", "50000")),
                this::lookUp);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> ports.grant(SampleDataRequest.plain(FIRST, SECOND)))
                    .isInstanceOf(IOException.class);
        }
        ports.grant(SampleDataRequest.extended(FIRST, SECOND)).close();
        ports.stop();
    }

    @Test
    void whatIsKnownOfANameStaysKnownWhenTheRestChanges() throws Exception {
        PassivePorts ports = new PassivePorts(named("router.example", 1), this::lookUp);
        answers.put(new InetAddress[] {FIRST});
        answers.put(new InetAddress[0]); // taken, so the answer before has arrived
        assertThatThrownBy(() -> ports.modified(named("router.example", 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("advertise.refresh.seconds = 0: write a number from 1 to 86400");
        assertThat(told(ports)).isEqualTo(FIRST);
        ports.modified(named("router.example", 2));
        assertThat(told(ports)).isEqualTo(FIRST);
        answers.put(new InetAddress[] {SECOND}); // the looking goes on, too
        ports.modified(named("192.0.2.1", 2));
        assertThat(told(ports)).isEqualTo(FIRST);
        ports.stop();
    }

    private static PassivePorts.Config named(String advertise, int refresh) {
        return Settings.of(
                PassivePorts.Config.class, Map.of("advertise", advertise, "advertise.refresh.seconds", refresh));
    }

    private static InetAddress told(PassivePorts ports) throws IOException {
        try (PassiveGrant grant = ports.grant(SampleDataRequest.plain(FIRST, SECOND))) {
            return grant.advertised();
        }
    }

    private InetAddress[] lookUp(String name) throws UnknownHostException {
        try {
            InetAddress[] found = answers.take();
            if (found.length == 0) {
                throw new UnknownHostException(name);
            }
            return found;
        } catch (InterruptedException e) {
            throw new UnknownHostException("stopped");
        }
    }

    private static boolean awaited(AdvertisedName name, InetAddress expected) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < deadline) {
            try {
                return name.address(ANY).equals(expected);
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
        return false;
    }
}
