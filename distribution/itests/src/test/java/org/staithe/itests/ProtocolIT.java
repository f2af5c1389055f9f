// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.testkit.client.ScriptedClient;

/** The verbs that the core itself has, one by one, as the table of RFC compliance says. */
class ProtocolIT extends WithServer {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ACCT x|202",
                "SMNT /|502",
                "SYST|215",
                "NOOP|200",
                "NOOP x|200",
                "HELP|214",
                "HELP retr|214",
                "HELP SITE|214",
                "HELP BOGUS|502",
                "LANG|200",
                "LANG en|200",
                "LANG de|504",
                "OPTS UTF8 ON|200",
                "OPTS UTF8|200",
                "OPTS UTF8 OFF|504",
                "OPTS BOGUS|501",
                "OPTS|501",
                "CLNT tester|200",
                "CLNT|501",
                "STRU F|200",
                "STRU R|504",
                "STRU P|504",
                "STRU X|501",
                "MODE S|200",
                "MODE B|504",
                "MODE C|504",
                "MODE X|501",
                "TYPE A|200",
                "TYPE A N|200",
                "TYPE A T|200",
                "TYPE A C|504",
                "TYPE E|504",
                "TYPE L 7|504",
                "TYPE L 8|200",
                "TYPE I|200",
                "TYPE X|501",
                "TYPE|501",
                "REST 0|350",
                "RANG 1 0|350",
                "RANG 2 1|501",
                "RANG 1|501",
                "RANG -1 5|501",
                "PWD x|501",
                "ABOR|226",
                "USER other|530",
                "PASS s3cret|503",
                "HOST ftp.example.org|503",
                "CCC|533",
                "NEVER heard|502"
            })
    void aVerbIsAnsweredAsTheTableSays(String line, int code) throws IOException {
        try (ScriptedClient client = server.login()) {
            client.says(line).gets(code).says("NOOP").gets(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"ftp.example.org,220", "[::1],220", "127.0.0.1,220", "two words,501", "sl/ash,501", "'',501"})
    void aHostIsNamedBeforeTheUser(String host, int code) throws IOException {
        try (ScriptedClient client = server.connect()) {
            client.says("HOST " + host).gets(code);
            client.says("USER ann").gets(331).says("HOST ftp.example.org").gets(503);
            client.says("PASS " + ServerProcess.PASSWORD).gets(230);
        }
    }

    @Test
    void afterReinEverythingIsAsAtTheBeginning() throws IOException {
        try (ScriptedClient client = server.login()) {
            client.says("MKD rein")
                    .gets(257)
                    .says("CWD rein")
                    .gets(250)
                    .says("EPSV ALL")
                    .gets(200);
            client.says("OPTS HASH MD5")
                    .gets(200)
                    .says("REST 5")
                    .gets(350)
                    .says("EPSV")
                    .gets(229);
            client.says("REIN").gets(220).says("PWD").gets(530);
            client.logsIn(ServerProcess.USER, ServerProcess.PASSWORD);
            assertThat(client.says("PWD").gets(257).text()).startsWith("\"/\"");
            assertThat(client.says("STAT").gets(211).reply().lines().toString()).contains("ascii");
            client.says("LIST").gets(425).says("PASV").gets(227);
            assertThat(client.says("FEAT").gets(211).reply().lines()).anyMatch(line -> line.contains("SHA-256*"));
        }
    }

    @Test
    void whatFeatAnnouncesIsThereAlsoBeforeTheLogin() throws IOException {
        try (ScriptedClient client = server.connect()) {
            List<String> features =
                    new ArrayList<>(client.says("FEAT").gets(211).reply().lines());
            features.remove(0);
            features.remove(features.size() - 1);
            assertThat(features)
                    .contains(" UTF8", " TVFS", " REST STREAM", " EPSV")
                    .allMatch(line -> line.startsWith(" "));
            for (String feature : features) {
                String verb = feature.strip().split(" ")[0];
                if (!List.of("UTF8", "TVFS", "SITE").contains(verb)) {
                    client.says("HELP " + verb).gets(214);
                }
            }
        }
    }

    @Test
    void helpNamesEachVerbInAWordOfItsOwn() throws IOException {
        try (ScriptedClient client = server.connect()) {
            List<String> lines = client.says("HELP").gets(214).reply().lines();
            String verbs = String.join(" ", lines.subList(1, lines.size() - 1));
            List<String> words = List.of(verbs.strip().split("\\s+"));
            assertThat(words)
                    .contains("RETR", "XSHA256", "XSHA512", "EPSV", "SITE")
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aRangeCutsWhatIsSentOnce() throws IOException {
        Files.writeString(server.root().resolve("digits"), "0123456789");
        try (ScriptedClient client = server.login()) {
            client.says("RANG 2 4").gets(350);
            assertThat(new String(client.downloads("RETR digits"), UTF_8)).isEqualTo("234");
            assertThat(new String(client.downloads("RETR digits"), UTF_8)).isEqualTo("0123456789");
            client.says("REST 7").gets(350);
            assertThat(new String(client.downloads("RETR digits"), UTF_8)).isEqualTo("789");
            client.says("RANG 2 4").gets(350).says("RANG 1 0").gets(350);
            assertThat(new String(client.downloads("RETR digits"), UTF_8)).isEqualTo("0123456789");
            client.says("TYPE A")
                    .gets(200)
                    .says("REST 7")
                    .gets(504)
                    .says("RANG 2 4")
                    .gets(504);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-la", "-a -l", "-R", "-la ."})
    void optionsOfLsAreTolerated(String options) throws IOException {
        Files.createDirectories(server.root().resolve("options"));
        Files.writeString(server.root().resolve("options/.hidden"), "x");
        try (ScriptedClient client = server.login()) {
            assertThat(client.says("CWD options").gets(250).lists("LIST " + options))
                    .anyMatch(line -> line.endsWith(" .hidden"));
            client.says("CWD /").gets(250);
            if (!options.contains(".")) {
                assertThat(client.lists("LIST " + options + " options")).anyMatch(line -> line.endsWith(" .hidden"));
            }
        }
    }

    @Test
    void timesAreThoseOfUtcWhereverTheServerIs() throws IOException {
        try (ScriptedClient client = server.login()) {
            client.uploads("STOR dated.bin", new byte[1]);
            client.says("MFMT 20200101003000 dated.bin").gets(213);
            client.says("MDTM dated.bin").gets(213);
            assertThat(client.text()).isEqualTo("20200101003000");
            assertThat(client.lists("MLSD")).anyMatch(line -> line.contains("modify=20200101003000;"));
            assertThat(client.lists("LIST")).anyMatch(line -> line.matches(".* Jan +1 +2020 dated.bin"));
            assertThat(Files.getLastModifiedTime(server.root().resolve("dated.bin")))
                    .hasToString("2020-01-01T00:30:00Z");
        }
    }
}
