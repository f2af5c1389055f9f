// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.staithe.itests.ServerProcess.PASSWORD;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.staithe.testkit.client.ScriptedClient;

/** Who is let in by a listener, and how many of them; listeners come and go while the server runs. */
class AdmissionIT extends WithServer {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void aListenerTakesNoMoreSessionsThanItMay() throws Exception {
        InetSocketAddress address = listener("small", "sessions = 2\nsessions.reserved = 0");
        ScriptedClient first = awaitGreeting(address, "127.0.0.1");
        ScriptedClient second = awaitGreeting(address, "127.0.0.1");
        turnsAway(address, "127.0.0.1");
        first.says("QUIT").gets(221).isHungUpOn();
        awaitGreeting(address, "127.0.0.1").close();
        second.close();
    }

    @Test
    void placesAreReservedForAdministrators() throws Exception {
        server.addUser("root", "administrator = true");
        server.addUser("guest");
        InetSocketAddress address = listener("kept", "sessions = 1\nsessions.reserved = 1");
        ScriptedClient first = awaitGreeting(address, "127.0.0.1");
        ScriptedClient second = awaitGreeting(address, "127.0.0.1");
        turnsAway(address, "127.0.0.1");
        second.says("USER guest").gets(331).says("PASS " + PASSWORD).gets(421).isHungUpOn();
        ScriptedClient third = awaitGreeting(address, "127.0.0.1").logsIn("root", PASSWORD);
        third.says("SITE WHO").gets(200);
        turnsAway(address, "127.0.0.1");
        third.says("QUIT").gets(221).isHungUpOn();
        ScriptedClient fourth = awaitGreeting(address, "127.0.0.1");
        first.says("QUIT").gets(221).isHungUpOn();
        awaitGreeting(address, "127.0.0.1").close(); // there would be none if the first were still counted
        fourth.logsIn("guest", PASSWORD).close();
    }

    @Test
    void aUserHasNoMoreSessionsThanHeMay() throws Exception {
        server.addUser("single", "limits.sessions = 1");
        InetSocketAddress address = listener("users", "");
        ScriptedClient first = awaitGreeting(address, "127.0.0.1").logsIn("single", PASSWORD);
        ScriptedClient second = awaitGreeting(address, "127.0.0.1");
        second.says("USER single").gets(331).says("PASS " + PASSWORD).gets(421).isHungUpOn();
        first.says("REIN").gets(220);
        awaitGreeting(address, "127.0.0.1").logsIn("single", PASSWORD).close();
        first.close();
    }

    @Test
    void anAddressTakesNoMoreSessionsThanItMayAndOthersAreServed() throws Exception {
        InetSocketAddress address = listener("fair", "sessions.per.address = 2");
        ScriptedClient first = awaitGreeting(address, "127.0.6.1");
        ScriptedClient second = awaitGreeting(address, "127.0.6.1");
        turnsAway(address, "127.0.6.1");
        awaitGreeting(address, "127.0.6.2").close();
        first.resets();
        awaitGreeting(address, "127.0.6.1").close();
        second.close();
    }

    @Test
    void onlyNetworksThatMayConnectAreServed() throws Exception {
        InetSocketAddress address = listener("private", "allow = 127.0.7.0/24, 127.0.8.1\ndeny = 127.0.7.64/26");
        for (String let : List.of("127.0.7.1", "127.0.7.128", "127.0.8.1")) {
            awaitGreeting(address, let).close();
        }
        for (String kept : List.of("127.0.0.1", "127.0.7.64", "127.0.7.127", "127.0.8.2")) {
            turnsAway(address, kept);
        }
    }

    @Test
    void aListenerThatIsRemovedLetsNobodyInAndTheOthersGoOn() throws Exception {
        InetSocketAddress address = listener("passing", "");
        try (ScriptedClient other = server.login()) {
            awaitGreeting(address, "127.0.0.1").close();
            Files.delete(file("passing"));
            Await.until("nobody listens", SOON, () -> {
                assertThatThrownBy(() -> ScriptedClient.connect(address)).isInstanceOf(ConnectException.class);
                return true;
            });
            other.says("NOOP").gets(200);
        }
    }

    private static Path file(String name) {
        return server.home().resolve("config/org.staithe.core.listener-" + name + ".cfg");
    }

    private static InetSocketAddress listener(String name, String settings) throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        int port = Installation.freePort();
        Files.writeString(
                file(name), "name = %s\naddress = 127.0.0.1\nport = %d\n%s\n".formatted(name, port, settings));
        return new InetSocketAddress(loopback, port);
    }

    /** The listener comes when the server has seen its file, and a session that has ended is forgotten a little later. */
    private static ScriptedClient awaitGreeting(InetSocketAddress address, String from) throws Exception {
        ScriptedClient[] client = new ScriptedClient[1];
        Await.until("a greeting for " + from, SOON, () -> {
            client[0] = ScriptedClient.connect(address, InetAddress.getByName(from));
            return client[0].hears().reply().code() == 220;
        });
        return client[0];
    }

    private static void turnsAway(InetSocketAddress address, String from) throws IOException {
        try (ScriptedClient client = ScriptedClient.connect(address, InetAddress.getByName(from))) {
            client.expects(421).isHungUpOn();
        }
    }
}
