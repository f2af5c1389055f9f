// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    private static final String METATYPE = """
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
              <OCD id="boat" name="Boat">
                <AD id="port" type="Integer" default="21" min="0" max="65535"/>
                <AD id="name" type="String"/>
                <AD id="open" type="Boolean" default="false"/>
                <AD id="mode" type="String" default="row"><Option label="Row" value="row"/><Option label="Sail" value="sail"/></AD>
                <AD id="nets" type="String" required="false" cardinality="2147483647"/>
              </OCD>
              <Designate factoryPid="org.staithe.boat"><Object ocdref="boat"/></Designate>
            </metatype:MetaData>
            """;

    @TempDir
    Path install;

    @TempDir
    Path home;

    private Path file;

    @BeforeEach
    void oneBundle() throws IOException {
        new TestInstallation(install);
        TestInstallation.bundle(
                install.resolve("bundles/boat.jar"),
                "boat",
                "1.0.0",
                Map.of(),
                Map.of("OSGI-INF/metatype/boat.xml", METATYPE));
        file = Files.createDirectories(home.resolve("config")).resolve("org.staithe.boat-one.cfg");
    }

    @Test
    void whatIsAllowedIsNotMentioned() throws Exception {
        assertThat(findings("name = \u00fc\nport = 65535\nopen = true\nmode = sail\nnets = 10.0.0.0/8, ::/0\n"))
                .isEmpty();
    }

    @Test
    void valuesThatFileInstallWroteBackAreUnderstood() throws Exception {
        assertThat(findings("name = \"a\"\nport = I\"2121\"\nservice.ranking = I\"5\"\n"))
                .isEmpty();
    }

    @Test
    void aNumberOutOfBoundsIsNamedWithItsBounds() throws Exception {
        assertThat(findings("name = a\nport = 65536"))
                .containsExactly(file + ": port = 65536: must be a whole number, at least 0, at most 65535");
        assertThat(findings("name = a\nport = high"))
                .singleElement()
                .asString()
                .contains("port = high: must be a whole");
    }

    @Test
    void aMisspeltKeyIsNamedWithThoseThatExist() throws Exception {
        assertThat(findings("name = a\nprot = 21"))
                .containsExactly(file + ": prot = 21: there is no such key; there are mode, name, nets, open, port");
    }

    @Test
    void aChoiceThatDoesNotExistIsNamedWithTheOthers() throws Exception {
        assertThat(findings("name = a\nmode = steam"))
                .containsExactly(file + ": mode = steam: must be one of row, sail");
        assertThat(findings("name = a\nopen = yes")).containsExactly(file + ": open = yes: must be true or false");
    }

    @Test
    void aKeyThatIsMissingOrThereTwiceIsNamed() throws Exception {
        assertThat(findings("")).containsExactly(file + ": name is missing");
        assertThat(findings("name =")).containsExactly(file + ": name = : must have a value");
        assertThat(findings("name = a\nname = b")).containsExactly(file + ": name = b: the key is there twice");
    }

    @Test
    void aPlaceholderCountsAsWhatItStandsFor() throws Exception {
        assertThat(findings("name = $[prop:staithe.home]/x")).isEmpty();
        assertThat(findings("name = $[env:NOT_SET_ANYWHERE]"))
                .containsExactly(file + ": name = $[env:NOT_SET_ANYWHERE]: $[env:NOT_SET_ANYWHERE] has no value");
        Files.writeString(
                Files.createDirectories(home.resolve("config/secrets")).resolve("port"), "99999");
        assertThat(findings("name = a\nport = $[secret:port]"))
                .singleElement()
                .asString()
                .contains("at most 65535");
    }

    @Test
    void aFileOfAFactoryNeedsAName() throws Exception {
        file = home.resolve("config/org.staithe.boat.cfg");

        assertThat(findings("name = a"))
                .containsExactly(file + ": there may be several of these: name the file org.staithe.boat-NAME.cfg");
    }

    @Test
    void aConfigurationThatNoBundleReadsIsNamed() throws Exception {
        file = home.resolve("config/org.staithe.bota-one.cfg");

        assertThat(findings("name = a"))
                .containsExactly(file + ": no bundle of this installation is configured by org.staithe.bota");
    }

    private List<String> findings(String content) throws Exception {
        Files.writeString(file, content);
        return new CheckCommand(new Installation(install, home), home.resolve("config")).findings();
    }
}
