// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ConfigurationTextTest {

    private static final String FILE = """
            # Ports, such as
            # ports = 1-2
            ports = 50000-50999

            allow=10.0.0.0/8,\\
              192.0.2.0/24
            key.with\\ blank : x
            """;

    @Test
    void aKeyIsSetWhereItIsAndCommentsStay() {
        ConfigurationText text = new ConfigurationText(FILE);
        text.set("ports", "40000-40009");
        assertThat(text.toString()).isEqualTo(FILE.replace("50000-50999", "40000-40009"));
    }

    @Test
    void aValueOfSeveralLinesIsReplacedWhole() {
        ConfigurationText text = new ConfigurationText(FILE);
        text.set("allow", "::1");
        assertThat(text.toString()).contains("\nallow = ::1\nkey").doesNotContain("192.0.2.0");
    }

    @Test
    void aNewKeyComesLastAndARemovedOneGoes() {
        ConfigurationText text = new ConfigurationText(FILE);
        text.change(
                Map.of("ports", "50000-50999", "key.with blank", "x"), Map.of("ports", "50000-50999", "tls", "off"));
        assertThat(text.toString()).endsWith("192.0.2.0/24\ntls = off\n").startsWith("# Ports");
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        for (String value : new String[] {"", " a", "C:\\files", "a\nb\tc", "$[secret:x]", "# = :", "ends in \\"}) {
            ConfigurationText text = new ConfigurationText(FILE);
            text.set("strange key", value);
            Properties read = new Properties();
            read.load(new StringReader(text.toString()));
            assertThat(read.getProperty("strange key")).isEqualTo(value);
            assertThat(read).hasSize(4);
            // And found again, not written twice.
            text.set("strange key", "other");
            read.load(new StringReader(text.toString()));
            assertThat(read.getProperty("strange key")).isEqualTo("other");
        }
    }
}
