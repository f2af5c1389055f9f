// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SlotsTest {

    private final ExecutorService threads = Executors.newCachedThreadPool(Here::new);
    private final Slots slots = new Slots(threads, 2);
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
    private final CountDownLatch goOn = new CountDownLatch(1);

    private static final class Here extends SharedThread {
        Here(Runnable work) {
            super(work, "slots-test");
        }
    }

    @AfterEach
    void end() {
        goOn.countDown();
        threads.shutdownNow();
    }

    @Test
    void noMoreRunAtOnceThanThereAreSlotsAndAllRunInTheEnd() throws Exception {
        slots.execute(this::block);
        slots.execute(this::block);
        for (int i = 0; i < 100; i++) {
            slots.execute(() -> done.add("later"));
        }
        assertThat(done.poll(200, TimeUnit.MILLISECONDS)).isNull();
        goOn.countDown();
        for (int i = 0; i < 100; i++) {
            assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo("later");
        }
    }

    @Test
    void whatIsLongerGoesOnInTheSameThreadWithoutASlot() throws Exception {
        BlockingQueue<Thread> seen = new LinkedBlockingQueue<>();
        for (int i = 0; i < 2; i++) {
            slots.execute(() -> {
                seen.add(Thread.currentThread());
                assertThat(SharedThread.goOnWith(() -> {
                            seen.add(Thread.currentThread());
                            block();
                        }))
                        .isTrue();
                done.add("begun");
            });
        }
        assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo("begun");
        assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo("begun");
        slots.execute(() -> done.add("beside"));
        assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo("beside");
        goOn.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(seen.stream().distinct()).hasSize(2);
        assertThat(seen).hasSize(4);
    }

    @Test
    void whatIsLongerIsDoneEvenIfTheTaskFails() throws Exception {
        slots.execute(() -> {
            SharedThread.goOnWith(() -> done.add("longer"));
            throw new IllegalStateException("a task that fails");
        });
        assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo("longer");
        assertThat(SharedThread.goOnWith(() -> done.add("not here"))).isFalse();
    }

    @Test
    void whoHangsIsReplacedUntilHeComesBack() throws Exception {
        BlockingQueue<Thread> hung = new LinkedBlockingQueue<>();
        for (int i = 0; i < 2; i++) {
            slots.execute(() -> {
                hung.add(Thread.currentThread());
                block();
            });
        }
        slots.execute(() -> done.add("in its place"));
        slots.replace(hung.poll(20, TimeUnit.SECONDS));
        assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo("in its place");
        slots.replace(Thread.currentThread()); // not one of them
        slots.resize(1);
        goOn.countDown();
        slots.execute(() -> done.add("after"));
        assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo("after");
    }

    @Test
    void whatWaitsIsNotLostWhenThereIsNoThread() throws Exception {
        AtomicBoolean none = new AtomicBoolean();
        Slots poor = new Slots(
                work -> {
                    if (none.get()) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    threads.execute(work);
                },
                1);
        poor.execute(() -> {
            block();
            SharedThread.goOnWith(() -> done.add("longer"));
        });
        poor.execute(() -> done.add("waited"));
        none.set(true);
        goOn.countDown();
        assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo("longer");
        assertThatThrownBy(() -> poor.execute(() -> done.add("refused"))).isInstanceOf(OutOfMemoryError.class);
        none.set(false);
        poor.execute(() -> done.add("next"));
        assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo("next");
        assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo("waited");
    }

    @Test
    void stoppingLetsRunEndAndTakesNothingNew() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        slots.execute(() -> {
            block();
            ended.set(true);
        });
        goOn.countDown();
        slots.stop();
        assertThat(ended).isTrue();
        assertThatThrownBy(() -> slots.execute(() -> done.add("late"))).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void stoppingInterruptsWhatDoesNotEnd() throws Exception {
        slots.execute(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                done.add("interrupted");
            }
        });
        slots.stop();
        assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo("interrupted");
    }

    private void block() {
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
