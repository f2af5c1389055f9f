// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

class WhiteboardTest {

    private final AtomicReference<Duration> patience = new AtomicReference<>(Duration.ofSeconds(5));
    private final ExecutorService others = Executors.newCachedThreadPool();
    private final AtomicReference<Bulkhead> bulkhead =
            new AtomicReference<>(new Bulkhead(Duration.ofSeconds(30), 10, 2, Duration.ofSeconds(30), 451));
    private final Calls calls = new Calls();
    private RunningFramework framework;
    private Whiteboard<Runnable> whiteboard;

    @BeforeEach
    void start(@TempDir Path storage) throws Exception {
        framework = new RunningFramework(storage);
        whiteboard = new Whiteboard<>(framework.context(), Runnable.class, patience::get, bulkhead::get, calls);
        whiteboard.open();
    }

    @AfterEach
    void stop() throws Exception {
        whiteboard.close();
        framework.close();
        others.shutdownNow();
    }

    private ServiceRegistration<Runnable> offer(Runnable service, int ranking) {
        return framework.offer(Runnable.class, service, Map.of(Constants.SERVICE_RANKING, ranking));
    }

    private Runnable best() {
        try (Lease<Runnable> lease = whiteboard.require(any -> true, "nothing", 450)) {
            return lease.call("itself", service -> service);
        }
    }

    @Test
    void theHighestRankingServesAndThenTheOldest() {
        Runnable first = () -> {};
        Runnable second = () -> {};
        Runnable better = () -> {};
        offer(first, 0);
        offer(second, 0);
        assertThat(best()).isSameAs(first);
        ServiceRegistration<Runnable> registration = offer(better, 1);
        assertThat(best()).isSameAs(better);
        registration.unregister();
        assertThat(best()).isSameAs(first);
    }

    @Test
    void aServiceThatStopsIsWaitedFor() throws Exception {
        ServiceRegistration<Runnable> registration = offer(() -> {}, 0);
        Lease<Runnable> lease = whiteboard.require(any -> true, "nothing", 450);
        Future<?> stopping = others.submit(registration::unregister);
        while (!lease.berth().leaving()) {
            Thread.onSpinWait();
        }
        assertThat(whiteboard.lease(any -> true)).isEmpty();
        assertThat(stopping.isDone()).isFalse();
        lease.close();
        stopping.get(5, TimeUnit.SECONDS);
        assertThat(lease.berth().leases()).isZero();
    }

    @Test
    void whenPatienceRunsOutWhatIsLeftIsAborted() throws Exception {
        patience.set(Duration.ofMillis(50));
        ServiceRegistration<Runnable> registration = offer(() -> {}, 0);
        Lease<Runnable> lease = whiteboard.require(any -> true, "nothing", 450);
        AtomicBoolean aborted = new AtomicBoolean();
        lease.onRevoke(() -> {
            aborted.set(true);
            lease.close();
        });
        others.submit(registration::unregister).get(5, TimeUnit.SECONDS);
        assertThat(aborted).isTrue();
    }

    @Test
    void aGapEndsWhenSomebodyComes() {
        CountDownLatch told = new CountDownLatch(1);
        whiteboard.onChange(told::countDown);
        assertThatThrownBy(() -> whiteboard.require(any -> true, "no runnable", 421))
                .isInstanceOfSatisfying(ServiceGap.class, gap -> {
                    assertThat(gap.reply().code()).isEqualTo(421);
                    AtomicBoolean over = new AtomicBoolean();
                    gap.await(() -> over.set(true));
                    assertThat(over).isFalse();
                    offer(() -> {}, 0);
                    assertThat(over).isTrue();
                });
        assertThat(told.getCount()).isZero();
    }

    @Test
    void someoneWhoKnewMayJustHaveLeft() {
        Runnable other = () -> {};
        offer(other, 0);
        ServiceRegistration<Runnable> registration = offer(() -> {}, 1);
        registration.unregister();
        assertThatThrownBy(() -> whiteboard.search("nobody", 421).nobody()).isInstanceOf(ServiceGap.class);
    }

    @Test
    void aReconfiguredServiceIsAnotherGeneration() {
        ServiceRegistration<Runnable> registration = offer(() -> {}, 0);
        Berth<Runnable> berth = whiteboard.berths().get(0);
        int before = berth.generation();
        registration.setProperties(new java.util.Hashtable<>(Map.of("root", "/elsewhere")));
        assertThat(whiteboard.berths()).containsExactly(berth);
        assertThat(berth.generation()).isNotEqualTo(before);
    }

    /** With few seats and many callers, who finds none waits for one; nobody is sent away as from a service that is ill. */
    @Test
    void whoFindsNoSeatIsNotToldThatTheServiceIsIll() throws Exception {
        bulkhead.set(new Bulkhead(Duration.ofSeconds(30), 2, 2, Duration.ofSeconds(30), 451));
        offer(() -> {}, 0);
        AtomicReference<String> wrong = new AtomicReference<>();
        List<Future<?>> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            callers.add(others.submit(() -> {
                for (int n = 0; n < 100_000; n++) {
                    try (Lease<Runnable> lease = whiteboard.require(any -> true, "nothing", 450)) {
                        Thread.onSpinWait();
                    } catch (ServiceGap gap) {
                        if (!gap.getMessage().contains("no seat")) {
                            wrong.set(gap.getMessage());
                        }
                    }
                }
            }));
        }
        for (Future<?> caller : callers) {
            caller.get(60, TimeUnit.SECONDS);
        }
        assertThat(wrong).hasNullValue();
    }
}
