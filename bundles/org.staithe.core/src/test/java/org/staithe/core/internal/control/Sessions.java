// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Takes connections and remembers them; all answer alike. */
final class Sessions implements ConnectionHandler {

    final BlockingQueue<Recorded> opened = new LinkedBlockingQueue<>();
    private final BiConsumer<ControlChannel, String> answer;

    Sessions() {
        this((channel, line) -> {});
    }

    Sessions(BiConsumer<ControlChannel, String> answer) {
        this.answer = answer;
    }

    @Override
    public ControlEvents connected(ControlChannel channel) {
        Recorded session = new Recorded(channel, answer);
        channel.write("220 Ready.\r\n");
        opened.add(session);
        return session;
    }

    Recorded next() throws InterruptedException {
        Recorded session = opened.poll(10, TimeUnit.SECONDS);
        assertThat(session).as("a connection").isNotNull();
        return session;
    }
}
