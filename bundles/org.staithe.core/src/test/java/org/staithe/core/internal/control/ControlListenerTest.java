// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ControlListenerTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final ControlPlane plane = new ControlPlane(2, 2);
    private final Sessions sessions = new Sessions((channel, line) -> channel.write("200 " + line + "\r\n"));

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void aClosedListenerKeepsItsSessionsAndFreesItsPort() throws Exception {
        ControlListener first = plane.listen(ANY_PORT, 50, sessions);
        try (Client early = new Client(first.address())) {
            early.hears("220 Ready.");
            first.close();
            assertThatThrownBy(() -> new Client(first.address())).isInstanceOf(IOException.class);
            ControlListener moved = plane.listen(ANY_PORT, 50, sessions);
            try (Client late = new Client(moved.address())) {
                late.hears("220 Ready.").says("NOOP\r\n").hears("200 NOOP");
                early.says("NOOP\r\n").hears("200 NOOP");
            }
            try (ControlListener again = plane.listen(first.address(), 50, sessions);
                    Client back = new Client(again.address())) {
                back.hears("220 Ready.");
            }
            early.says("SYST\r\n").hears("200 SYST");
        }
        sessions.next().awaitEnd();
    }

    @Test
    void aTakenPortIsAnIoExceptionThatNamesTheAddress() throws Exception {
        ControlListener first = plane.listen(ANY_PORT, 50, sessions);
        assertThatThrownBy(() -> plane.listen(first.address(), 50, sessions))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Integer.toString(first.address().getPort()));
    }

    @Test
    void twoHundredConnectionsAreServedAndThenForgotten() throws Exception {
        ControlListener listener = plane.listen(ANY_PORT, 50, sessions);
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            clients.add(new Client(listener.address()));
        }
        for (Client client : clients) {
            client.says("NOOP\r\n");
        }
        for (Client client : clients) {
            client.hears("220 Ready.").hears("200 NOOP");
        }
        assertThat(listener.getActiveSessions()).hasSize(200);
        for (Client client : clients) {
            client.close();
        }
        for (int i = 0; i < 200; i++) {
            sessions.next().awaitEnd();
        }
        assertThat(listener.getActiveSessions()).isEmpty();
    }

    @Test
    void theEndOfThePlaneEndsEverythingItHas() throws Exception {
        InetSocketAddress address = plane.listen(ANY_PORT, 50, sessions).address();
        try (Client client = new Client(address)) {
            client.hears("220 Ready.");
            plane.close();
            assertThat(client.hearsTheEnd()).isTrue();
        }
        sessions.next().awaitEnd();
        assertThatThrownBy(() -> new Client(address)).isInstanceOf(IOException.class);
        ControlConnectionTest.await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("staithe-control")
                        || thread.getName().startsWith("SelectorLoop")
                        || thread.getName().startsWith("ControlAcceptor")));
    }
}
