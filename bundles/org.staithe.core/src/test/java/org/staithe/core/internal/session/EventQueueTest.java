// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventQueueTest {

    private static final int ROOM = 1000;

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Integer> told = new LinkedBlockingQueue<>();
    private final EventQueue queue = new EventQueue(ROOM, task -> {
        Thread thread = new Thread(task, "event-queue-test");
        threads.add(thread);
        return thread;
    });

    @AfterEach
    void end() throws InterruptedException {
        queue.stop();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void allIsToldInOrderWhetherItHurriesOrNot() throws Exception {
        for (int i = 0; i < ROOM; i++) {
            int number = i;
            assertThat(queue.add(() -> told.add(number), i % 7 == 0)).isTrue();
        }
        for (int i = 0; i < ROOM; i++) {
            assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(i);
        }
        assertThat(threads).hasSize(1);
    }

    @Test
    void whatDoesNotHurryIsToldByItself() throws Exception {
        for (int i = 0; i < 3; i++) {
            queue.add(() -> told.add(1), false);
            assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    @Test
    void whatDoesNotFitIsLost() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        queue.add(
                () -> {
                    busy.countDown();
                    awaitQuietly(goOn);
                },
                true);
        busy.await();
        for (int i = 0; i < ROOM; i++) {
            assertThat(queue.add(() -> told.add(1), true)).isTrue();
        }
        assertThat(queue.add(() -> told.add(2), true)).isFalse();
        assertThat(queue.free()).isZero();
        goOn.countDown();
    }

    @Test
    void afterItsEndTheRestIsToldAndNoThreadStays() throws Exception {
        queue.add(() -> told.add(1), false);
        queue.end();
        assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(1);
        threads.get(0).join();
        queue.add(() -> told.add(2), false);
        assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(2);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
