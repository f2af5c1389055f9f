// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.testkit.client.DataConnection;
import org.staithe.testkit.client.ScriptedClient;

/** The control connection stays alive during a transfer, whatever the data connection does. */
@Alone
class AbortIT extends WithServer {

    private static final int IAC = 255;
    private static final int IP = 244;
    private static final int DM = 242;

    @BeforeAll
    static void prepare() throws Exception {
        OddTree.file(server.root().resolve("large.bin"), 40_000_000);
    }

    @Test
    void aTransferThatNobodyReadsIsAbortedWithinASecond() throws IOException {
        try (ScriptedClient client = server.login();
                DataConnection data = client.opensData()) {
            client.says("RETR large.bin").gets(150);
            assertThat(data.receives(1000)).hasSize(1000);
            client.patience(Duration.ofSeconds(1)).says("ABOR").gets(426).gets(226);
            client.says("NOOP").gets(200);
        }
    }

    @Test
    void theSynchOfTelnetComesBeforeAnAbort() throws IOException {
        try (ScriptedClient client = server.login();
                DataConnection data = client.opensData()) {
            client.says("RETR large.bin").gets(150);
            client.saysRaw(new byte[] {(byte) IAC, (byte) IP, (byte) IAC}).saysUrgent(DM);
            client.patience(Duration.ofSeconds(1)).says("ABOR").gets(426).gets(226);
            client.says("NOOP").gets(200);
        }
    }

    @Test
    void anUploadIsAbortedAndLeavesNothing() throws IOException {
        try (ScriptedClient client = server.login();
                DataConnection data = client.opensData()) {
            client.says("STOR aborted.bin").gets(150);
            data.sends(new byte[100_000]);
            client.patience(Duration.ofSeconds(1)).says("ABOR").gets(426).gets(226);
            assertThat(server.root().resolve("aborted.bin")).doesNotExist();
            assertThat(client.uploads("STOR aborted.bin", new byte[10]).text()).isNotEmpty();
            assertThat(server.root().resolve("aborted.bin")).hasSize(10);
        }
    }

    /** The command may still be looking for its file when they come; nobody ever connects for the data. */
    @ParameterizedTest
    @ValueSource(strings = {"RETR large.bin", "STOR never.bin", "LIST"})
    void whatIsSaidRightBehindATransferIsNotLate(String command) throws IOException {
        try (ScriptedClient client = server.login().patience(Duration.ofSeconds(3))) {
            for (int i = 0; i < 20; i++) {
                client.says("EPSV").gets(229);
                client.saysRaw((command + "\r\nNOOP\r\nABOR\r\nPWD\r\n").getBytes(US_ASCII));
                client.gets(150).gets(200).gets(426).gets(226).gets(257);
            }
        }
    }

    @Test
    void withoutATransferThereIsNothingToAbort() throws IOException {
        try (ScriptedClient client = server.login()) {
            client.says("ABOR").gets(225, 226);
        }
    }

    @Test
    void noopAndStatAreAnsweredDuringATransferAndTheRestWaits() throws IOException {
        try (ScriptedClient client = server.login()) {
            client.patience(Duration.ofSeconds(5));
            try (DataConnection data = client.opensData()) {
                client.says("RETR large.bin").gets(150);
                client.says("NOOP").gets(200);
                client.says("STAT").gets(211, 213);
                client.says("PWD");
                assertThat(data.receives()).hasSize(40_000_000);
            }
            client.gets(226).gets(257);
        }
    }

    @Test
    void quitLetsATransferEnd() throws IOException {
        try (ScriptedClient client = server.login();
                DataConnection data = client.opensData()) {
            client.says("RETR large.bin").gets(150);
            client.says("QUIT");
            assertThat(data.receives()).hasSize(40_000_000);
            client.gets(226).gets(221).isHungUpOn();
        }
    }

    @Test
    void aSessionThatGoesTakesItsTransferAlong() throws Exception {
        long before = server.figures().descriptors();
        ScriptedClient client = server.login();
        try (DataConnection data = client.opensData()) {
            client.says("RETR large.bin").gets(150);
            client.close();
            Await.until(
                    "file and sockets are closed",
                    Duration.ofSeconds(5),
                    () -> server.figures().openFilesBelow(server.root()).isEmpty()
                            // A thread for data keeps its selector for a while.
                            && server.figures().descriptors() <= before + 4);
        }
    }
}
