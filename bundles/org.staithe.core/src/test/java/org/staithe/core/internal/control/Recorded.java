// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** A session that remembers what it is told and answers lines as the test wants. */
final class Recorded implements ControlEvents {

    final ControlChannel channel;
    final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    final CountDownLatch secured = new CountDownLatch(1);
    final AtomicInteger closed = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final BiConsumer<ControlChannel, String> answer;

    Recorded(ControlChannel channel, BiConsumer<ControlChannel, String> answer) {
        this.channel = channel;
        this.answer = answer;
    }

    @Override
    public void line(String line) {
        // In this order: who waits for the line may count on what the answer has done.
        answer.accept(channel, line);
        told.add(line);
    }

    @Override
    public void malformed(Fault fault) {
        told.add(fault);
    }

    @Override
    public void secured() {
        secured.countDown();
    }

    @Override
    public void closed() {
        closed.incrementAndGet();
        end.countDown();
    }

    Object next() throws InterruptedException {
        return told.poll(10, TimeUnit.SECONDS);
    }

    void awaitEnd() throws InterruptedException {
        assertThat(end.await(10, TimeUnit.SECONDS)).as("closed() was told").isTrue();
    }
}
