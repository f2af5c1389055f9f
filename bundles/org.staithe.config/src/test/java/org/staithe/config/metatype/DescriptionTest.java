// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.metatype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.staithe.config.metatype.Finding.Kind;

class DescriptionTest {

    private static final String METATYPE = """
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
              <OCD id="boat" name="Boat">
                <AD id="name" type="String"/>
                <AD id="crew" type="Integer" default="1" min="1" max="9"/>
                <AD id="weight" type="Long" default="0"/>
                <AD id="open" type="Boolean" default="false"/>
                <AD id="mode" type="String" default="row"><Option label="Row" value="row"/><Option label="Sail" value="sail"/></AD>
                <AD id="decks" type="Integer" required="false" cardinality="2147483647" max="9"/>
                <AD id=".pin" type="Password" required="false"><Option label="1" value="1"/></AD>
              </OCD>
              <Designate factoryPid="org.staithe.boat"><Object ocdref="boat"/></Designate>
            </metatype:MetaData>
            """;

    private Description boat;

    @BeforeEach
    void read() throws IOException {
        boat = MetatypeDocument.read(new ByteArrayInputStream(METATYPE.getBytes(StandardCharsets.UTF_8)))
                .get("org.staithe.boat");
    }

    @Test
    void whatIsAllowedIsNotMentioned() {
        assertThat(findings("crew", "9")).isEmpty();
        assertThat(findings("open", "true")).isEmpty();
        assertThat(findings("mode", "sail")).isEmpty();
        assertThat(findings("decks", "1, 2")).isEmpty();
        assertThat(findings("decks", "")).isEmpty();
    }

    @Test
    void valuesOfTheirTypeAreUnderstood() {
        assertThat(findings("crew", 9)).isEmpty();
        assertThat(findings("open", true)).isEmpty();
        assertThat(findings("decks", new int[] {1, 2})).isEmpty();
        assertThat(findings("decks", List.of(1, 2))).isEmpty();
        assertThat(findings("decks", new Integer[] {1, 10})).hasSize(1);
    }

    @Test
    void numbersAreWholeAndWithinTheirBounds() {
        for (String wrong : List.of("0", "10", "-1", "many", "", "1.0", "1 ", "99999999999")) {
            assertThat(findings("crew", wrong))
                    .containsExactly("crew = " + wrong + ": must be a whole number, at least 1, at most 9");
        }
        assertThat(findings("weight", "9223372036854775808")).hasSize(1);
        assertThat(findings("decks", "1, 10")).hasSize(1);
    }

    @Test
    void onlyTrueAndFalseAreTruthValues() {
        for (String wrong : List.of("yes", "1", "on", "")) {
            assertThat(findings("open", wrong)).containsExactly("open = " + wrong + ": must be true or false");
        }
    }

    @Test
    void aChoiceIsOneOfThoseThatThereAre() {
        assertThat(findings("mode", "steam")).containsExactly("mode = steam: must be one of row, sail");
        assertThat(findings("mode", "")).containsExactly("mode = : must be one of row, sail");
    }

    @Test
    void aSecretIsNotShown() {
        assertThat(findings(".pin", "4711")).containsExactly(".pin = ***: must be one of 1");
        assertThat(findings("key.Password", "4711").get(0)).startsWith("key.Password = ***: there is no such key");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(boat.findings(Map.of("crew", "1")))
                .extracting(Finding::kind, Finding::text)
                .containsExactly(tuple(Kind.MISSING, "name is missing"));
        assertThat(findings("name", "")).containsExactly("name = : must have a value");
    }

    @Test
    void aKeyThatNobodyReadsIsNamedWithThoseThatExist() {
        assertThat(findings("crews", "1"))
                .containsExactly(
                        "crews = 1: there is no such key; there are .pin, crew, decks, mode, name, open, weight");
    }

    @Test
    void keysOfTheFrameworkBelongToAll() {
        for (String key : List.of("service.pid", "felix.fileinstall.filename", "boats.target", "staithe.listeners")) {
            assertThat(findings(key, "x")).isEmpty();
        }
        assertThat(findings("service.ranking", "-5")).isEmpty();
    }

    private List<String> findings(String key, Object value) {
        Map<String, Object> values = new HashMap<>(Map.of("name", "a"));
        values.put(key, value);
        return boat.findings(values).stream()
                .map(finding -> finding.text(value.toString()))
                .toList();
    }
}
