// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.hash.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.staithe.command.Command;
import org.staithe.testkit.osgi.RunningBundle;

/** What Declarative Services make of a configuration that changes. */
@Timeout(60)
class ReconfigurationTest {

    private static final String PID = "org.staithe.commands.hash";
    private static final String XCRC = "(staithe.command.verb=XCRC)";
    private static final String XMD5 = "(staithe.command.verb=XMD5)";

    private RunningBundle bundle;

    @BeforeEach
    void start(@TempDir Path storage) throws Exception {
        bundle = new RunningBundle("org.staithe.commands.hash", storage);
    }

    @AfterEach
    void stop() throws Exception {
        bundle.close();
    }

    @Test
    void aWrongValueTakesNoCommandAwayAndARightOneDoes() throws Exception {
        Command hash = bundle.service(Command.class, feature("SHA-256*;SHA-512;SHA-1;MD5;CRC32"));
        Command xcrc = bundle.service(Command.class, XCRC);
        bundle.configure(PID, Map.of("algorithms", "CRC32, MD5"));
        assertThat(bundle.service(Command.class, feature("CRC32*;MD5"))).isSameAs(hash);
        assertThat(bundle.service(Command.class, XCRC)).isSameAs(xcrc);
        bundle.configure(PID, Map.of("algorithms", "MD5, SHA-3"));
        bundle.configure(PID, Map.of("algorithms", "CRC32", "hashes.at.once", 1025));
        assertThat(bundle.service(Command.class, feature("CRC32*;MD5"))).isSameAs(hash);
        assertThat(bundle.service(Command.class, XCRC)).isSameAs(xcrc);
        assertThat(bundle.count(Command.class, XMD5)).isOne();
        bundle.configure(PID, Map.of("algorithms", "CRC32"));
        assertThat(bundle.service(Command.class, feature("CRC32*"))).isSameAs(hash);
        assertThat(bundle.service(Command.class, XCRC)).isSameAs(xcrc);
        assertThat(bundle.count(Command.class, XMD5)).isZero();
    }

    /** A star in a filter is any text, unless it is escaped. */
    private static String feature(String algorithms) {
        return "(staithe.command.feature=HASH " + algorithms.replace("*", "\\*") + ")";
    }
}
