// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.staithe.testkit.client.DataConnection;
import org.staithe.testkit.client.ScriptedClient;

/** One name, several clients: each sees a whole file at any time. */
class ReplacingIT extends WithServer {

    private static final int SIZE = 20_000_000;
    private static final byte[] OLD = OddTree.bytes(new Random(1), SIZE);
    private static final byte[] NEW = OddTree.bytes(new Random(2), SIZE);

    @BeforeEach
    void anOldFile() throws IOException {
        Files.write(server.root().resolve("file"), OLD);
    }

    @Test
    void whoReadsWhileAFileIsReplacedReadsTheOldOne() throws IOException {
        try (ScriptedClient reader = server.login();
                DataConnection reading = reader.opensData();
                ScriptedClient writer = server.login()) {
            reader.says("RETR file").gets(150);
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            read.write(reading.receives(1000));
            writer.uploads("STOR file", NEW);
            read.write(reading.receives());
            reader.gets(226);
            assertThat(Arrays.equals(read.toByteArray(), OLD)).isTrue();
            assertThat(Arrays.equals(reader.downloads("RETR file"), NEW)).isTrue();
        }
    }

    @Test
    void whileAFileIsReplacedTheOldOneIsThere() throws IOException {
        try (ScriptedClient writer = server.login();
                DataConnection writing = writer.opensData();
                ScriptedClient reader = server.login()) {
            writer.says("STOR file").gets(150);
            writing.sends(Arrays.copyOf(NEW, SIZE / 2));
            assertThat(Arrays.equals(reader.downloads("RETR file"), OLD)).isTrue();
            writing.sends(Arrays.copyOfRange(NEW, SIZE / 2, SIZE)).ends();
            writer.gets(226);
            assertThat(Arrays.equals(reader.downloads("RETR file"), NEW)).isTrue();
        }
    }

    @Test
    void twoWhoWriteDoNotBlend() throws IOException {
        try (ScriptedClient one = server.login();
                DataConnection first = one.opensData();
                ScriptedClient other = server.login();
                DataConnection second = other.opensData()) {
            one.says("STOR file").gets(150);
            first.sends(Arrays.copyOf(NEW, SIZE / 2));
            other.says("STOR file").hears();
            if (other.reply().code() == 150) {
                second.sends(OLD).ends();
                other.gets(226, 450, 451);
            }
            first.sends(Arrays.copyOfRange(NEW, SIZE / 2, SIZE)).ends();
            one.gets(226, 450, 451);
            byte[] left = one.downloads("RETR file");
            assertThat(Arrays.equals(left, NEW) || Arrays.equals(left, OLD)).isTrue();
        }
    }
}
