// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScriptedClientTest {

    @Test
    void aConversationReadsAsOne() throws IOException {
        try (ScriptedServer server = new ScriptedServer("220 Hello")
                        .when("USER ann", "331 Password?")
                        .when("PASS s3cret", "230 Welcome");
                ScriptedClient client = ScriptedClient.connect(server.port())) {
            client.expects(220).says("USER ann").gets(331).says("PASS s3cret").gets(230);
            assertThat(client.text()).isEqualTo("Welcome");
        }
    }

    @Test
    void aReplyOfManyLinesEndsAtItsOwnCodeAndABlank() throws IOException {
        try (ScriptedServer server =
                        new ScriptedServer("220 Hello").when("FEAT", "211-Features:\r\n SIZE\r\n211-odd\r\n211 End");
                ScriptedClient client = ScriptedClient.connect(server.port())) {
            client.expects(220).says("FEAT").gets(211);
            assertThat(client.reply().lines()).containsExactly("Features:", " SIZE", "211-odd", "End");
        }
    }

    @Test
    void pipelinedRepliesAreReadInOrder() throws IOException {
        try (ScriptedServer server =
                        new ScriptedServer("220 Hello").when("NOOP", "200 Yes").when("QUIT", "221 Bye");
                ScriptedClient client = ScriptedClient.connect(server.port())) {
            client.says("NOOP").says("QUIT").expects(220).gets(200).gets(221).isHungUpOn();
        }
    }

    @Test
    void aWrongCodeShowsTheWholeConversation() throws IOException {
        try (ScriptedServer server = new ScriptedServer("220 Hello").when("PWD", "550 No");
                ScriptedClient client = ScriptedClient.connect(server.port())) {
            client.expects(220);
            assertThatThrownBy(() -> client.says("PWD").gets(257))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("expected [257] but got 550")
                    .hasMessageContaining("> PWD\\r\\n")
                    .hasMessageContaining("< 550 No");
        }
    }

    @Test
    void silenceFailsWithinTheClientsPatience() throws IOException {
        try (ScriptedServer server = new ScriptedServer("220 Hello").when("PWD", "");
                ScriptedClient client = ScriptedClient.connect(server.port()).patience(Duration.ofMillis(50))) {
            client.expects(220);
            assertThatThrownBy(() -> client.says("PWD").gets(257))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("SocketTimeoutException");
        }
    }

    @Test
    void aLineWithoutCarriageReturnIsNoReply() throws IOException {
        try (ScriptedServer server = new ScriptedServer("220 Hello\n220 again");
                ScriptedClient client = ScriptedClient.connect(server.port())) {
            assertThatThrownBy(() -> client.expects(220)).hasMessageContaining("without CRLF");
        }
    }

    @Test
    void filesGoUpOverAPassiveDataConnection() throws IOException {
        try (ScriptedServer server =
                        new ScriptedServer("220 Hello").passive("EPSV").receives("STOR x");
                ScriptedClient client = ScriptedClient.connect(server.port())) {
            client.expects(220).uploads("STOR x", "hello".getBytes(UTF_8));
            assertThat(server.received()).asString(UTF_8).isEqualTo("hello");
        }
    }

    @Test
    void listingsComeDownOverAnActiveDataConnection() throws IOException {
        for (DataMode mode : new DataMode[] {DataMode.PORT, DataMode.EPRT, DataMode.PASV, DataMode.EPSV}) {
            try (ScriptedServer server = new ScriptedServer("220 Hello")
                            .passive("EPSV")
                            .passive("PASV")
                            .active()
                            .sends("MLSD", "type=dir; a\r\ntype=file; b\r\n");
                    ScriptedClient client = ScriptedClient.connect(server.port())) {
                client.expects(220).uses(mode);
                assertThat(client.lists("MLSD")).as(mode.name()).containsExactly("type=dir; a", "type=file; b");
            }
        }
    }
}
