// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.hash.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.staithe.command.Command;
import org.staithe.command.Reply;
import org.staithe.filesystem.memory.internal.MemoryFiles;
import org.staithe.testkit.command.Outcomes;
import org.staithe.testkit.command.TestExchange;
import org.staithe.testkit.config.Settings;

class HashTest {

    private static final String SHA_256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private final MemoryFiles files = new MemoryFiles();
    private final Hasher hasher = new Hasher(HashSettings.of(Settings.of(HashRegistration.Config.class, Map.of())));
    private final TestExchange exchange = new TestExchange(files);

    @BeforeEach
    void someFiles() throws IOException {
        Outcomes.put(files, "/abc", "abc");
        Outcomes.put(files, "/d/long name", "xxabcxx");
        Outcomes.put(files, "/empty", "");
    }

    @Test
    void aFileIsHashed() throws IOException {
        assertThat(hash("abc")).isEqualTo(Reply.of(213, "SHA-256 0-2 " + SHA_256_OF_ABC + " abc"));
    }

    @Test
    void aPartIsHashed() throws IOException {
        exchange.range(2, 3);
        assertThat(hash("d/long name")).isEqualTo(Reply.of(213, "SHA-256 2-4 " + SHA_256_OF_ABC + " d/long name"));
        exchange.restart(7);
        assertThat(hash("d/long name").text()).startsWith("SHA-256 7-7 e3b0c44298fc1c14");
        exchange.restart(8);
        assertThat(hash("d/long name").code()).isEqualTo(554);
    }

    @Test
    void anEmptyFileHasAHash() throws IOException {
        assertThat(hash("empty").text()).startsWith("SHA-256 0-0 e3b0c44298fc1c14");
    }

    @ParameterizedTest
    @CsvSource({
        "SHA-1, a9993e364706816aba3e25717850c26c9cd0d89d",
        "md5, 900150983cd24fb0d6963f7d28e17f72",
        "CRC32, 352441c2",
        "sha-512, ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
    })
    void theClientChooses(String algorithm, String expected) throws IOException {
        assertThat(opts(algorithm)).isEqualTo(Reply.of(200, algorithm.toUpperCase(Locale.ROOT)));
        assertThat(hash("abc").text()).contains(" " + expected + " ");
    }

    @Test
    void theChoiceIsShownInFeat() throws IOException {
        assertThat(opts("")).isEqualTo(Reply.of(200, "SHA-256"));
        opts("SHA-1");
        assertThat(exchange.option("HASH")).contains("SHA-256;SHA-512;SHA-1*;MD5;CRC32");
        assertThat(opts("SHA-3").code()).isEqualTo(501);
        assertThat(opts("")).isEqualTo(Reply.of(200, "SHA-1"));
    }

    @Test
    void onlyFilesHaveHashes() throws IOException {
        assertThat(hash("d").code()).isEqualTo(550);
        assertThat(xcrc("d").code()).isEqualTo(550);
        assertThatThrownBy(() -> hash("none")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void olderCommandsAreAnswered() throws IOException {
        assertThat(xcrc("abc")).isEqualTo(Reply.of(250, "352441C2"));
        assertThat(x(new Xmd5Command(hasher), "abc").text()).isEqualTo("900150983CD24FB0D6963F7D28E17F72");
        assertThat(x(new Xsha1Command(hasher), "abc").text()).startsWith("A9993E36");
        assertThat(x(new Xsha256Command(hasher), "abc").text()).startsWith("BA7816BF");
        assertThat(x(new Xsha512Command(hasher), "abc").text()).startsWith("DDAF35A1");
    }

    @Test
    void olderCommandsTakeQuotesAndOffsets() throws IOException {
        assertThat(xcrc("d/long name").code()).isEqualTo(250);
        assertThat(xcrc("\"d/long name\" 2 5").text()).isEqualTo("352441C2");
        assertThat(xcrc("\"abc\" 0 99").text()).isEqualTo("352441C2");
        assertThat(xcrc("\"abc\" 3").text()).isEqualTo("00000000");
        assertThat(xcrc("\"abc\" 4").code()).isEqualTo(554);
        assertThat(xcrc("\"abc\" 2 1").code()).isEqualTo(501);
        assertThat(xcrc("\"abc").code()).isEqualTo(501);
        assertThat(xcrc("\"abc\" -1").code()).isEqualTo(501);
        assertThat(xcrc("\"abc\" 9999999999999999999999").code()).isEqualTo(501);
        exchange.range(2, 3);
        assertThat(xcrc("d/long name").text()).isEqualTo("352441C2");
    }

    @Test
    void numbersWithoutQuotesBelongToTheName() throws IOException {
        Outcomes.put(files, "/report 1 2", "abc");
        assertThat(xcrc("report 1 2").text()).isEqualTo("352441C2");
    }

    private Reply hash(String argument) throws IOException {
        return Outcomes.reply(exchange.run(new HashCommand(hasher), "HASH", argument));
    }

    private Reply opts(String argument) throws IOException {
        return Outcomes.reply(exchange.run(new OptsHashCommand(hasher), "OPTS HASH", argument));
    }

    private Reply xcrc(String argument) throws IOException {
        return x(new XcrcCommand(hasher), argument);
    }

    private Reply x(Command command, String argument) throws IOException {
        return Outcomes.reply(exchange.run(command, "XTEST", argument));
    }
}
