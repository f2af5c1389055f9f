// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.auth.Mount;
import org.staithe.auth.Permission;
import org.staithe.auth.TlsRequirement;
import org.staithe.auth.User;

class UsersParserTest {

    private static final String BCRYPT = "$2b$05$l5e/fJfySYcvRd79F9KnC.t9nWvYWgiGeDTMpztBGOb7TX./FQZEm";
    private static final String APR1 = "$apr1$emKeG7tu$4hETF7miEDvnI9PW4fE8I1";

    @Test
    void everyKeyReachesTheUser() throws Exception {
        Accounts accounts = UsersParser.parse("""
                # remark
                ; remark
                [ann lee]
                password = %s
                home = /in
                mount./ = default:/My files, all read-write
                mount./in = s3.eu-1:/incoming enter, list,store
                mount./pub=default:/ read-only
                limits.sessions = 4
                limits.download.kib.per.second = 100
                limits.upload.kib.per.second = 50
                limits.upload.mib = 4096
                tls = required-data
                administrator = true
                expires = 2027-01-31
                networks = 192.0.2.0/24, 2001:db8::/32
                disabled = false
                """.formatted(BCRYPT));

        Account account = accounts.find("ann lee").orElseThrow();
        User user = account.user();
        assertThat(account.password().orElseThrow().form()).isEqualTo("bcrypt");
        assertThat(account.disabled()).isFalse();
        assertThat(user.name()).isEqualTo("ann lee");
        assertThat(user.home()).isEqualTo("/in");
        assertThat(user.mounts())
                .containsExactly(
                        Mount.of("default").directory("/My files, all").build(),
                        Mount.of("s3.eu-1")
                                .at("/in")
                                .directory("/incoming")
                                .permissions(Set.of(Permission.ENTER, Permission.LIST, Permission.STORE))
                                .build(),
                        Mount.of("default")
                                .at("/pub")
                                .permissions(Permission.READ_ONLY)
                                .build());
        assertThat(user.limits().sessions()).isEqualTo(4);
        assertThat(user.limits().downloadRate()).isEqualTo(102_400);
        assertThat(user.limits().uploadRate()).isEqualTo(51_200);
        assertThat(user.limits().uploadSize()).isEqualTo(4_294_967_296L);
        assertThat(user.tls()).isEqualTo(TlsRequirement.DATA);
        assertThat(user.administrator()).isTrue();
        assertThat(user.expires()).contains(Instant.parse("2027-01-31T00:00:00Z"));
        assertThat(user.networks()).hasSize(2);
        assertThat(user.networks().get(0).contains(InetAddress.getByName("192.0.2.9")))
                .isTrue();
    }

    @Test
    void everyProblemOfAFileIsReportedWithItsLine() {
        assertThat(problems("""
                        password = early
                        [ann]
                        disabled = yes
                        disabled = true
                        limits.sessions = -1
                        [ann]
                        home = there
                        gibberish
                        """)).extracting(Problem::line).containsExactly(1, 3, 4, 5, 6, 7, 8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "disabled = yes|[ann] disabled = yes: write true or false",
                "administrator = TRUE|write true or false",
                "limits.sessions = 1000001|from 0 (no limit) to 1000000",
                "limits.upload.mib = 99999999999|from 0 (no limit) to 2147483647",
                "limits.download.kib.per.second = 1.5|[ann] limits.download.kib.per.second = 1.5: write a whole",
                "tls = required|write optional, required-login or required-data",
                "expires = 31.1.2027|such as 2027-01-31",
                "expires = 2027-02-30|such as 2027-01-31",
                "expires = 2027-01-31T18:00|such as 2027-01-31T18:00:00Z",
                "networks = example.org|is not a network",
                "networks = 192.0.2.0/24,|'' is not a network",
                "home = ann|must begin with /",
                "home = /a/../b|write /b",
                "home = /a/|write /a",
                "mount.in = default:/ read-only|must begin with /",
                "mount./in/ = default:/ read-only|write /in",
                "mount./ = default:ann read-only|write <backend>:<directory> <permissions>",
                "mount./ = /ann read-only|write <backend>:<directory> <permissions>",
                "mount./ = default:/ann|write <backend>:<directory> <permissions>",
                "mount./ = default:/ann read|'read' is not a permission: allowed are read-only or read-write alone, or",
                "mount./ = default:/ann read-only,store|[ann] mount./ = default:/ann read-only,store: 'read-only' does",
                "mount./ = default:/ann list,stor|'stor' is not a permission",
                "mount./ = default:/ann/.. read-only|write /",
                "colour = blue|[ann] colour: no such key; allowed are password, home",
                "gibberish|neither [user], nor key = value"
            })
    void aWrongValueIsNamedWithWhatIsAllowed(String line, String expected) {
        assertThat(problems("[ann]\n" + line)).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.toString()).contains(expected);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = hunter2",
                "pasword = hunter2",
                "hunter2",
                "Password: hunter2",
                "password = {SHA}hunter2",
                "password = $2b$hunter2",
                "password = $argon2id$hunter2",
                "password = hunter2\u0007"
            })
    void whatMayBeAPasswordIsInNoMessage(String line) {
        assertThat(problems("[ann]\n" + line)).singleElement().satisfies(problem -> assertThat(problem.toString())
                .doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[ ]", "[ ann]", "[ann ]", "[a\u0000n]", "[a\u001b[31m]", "[a\u0085]", "[gr\uFFFDn]"})
    void oddNamesAreRefusedAndShownInOneCleanLine(String header) {
        assertThat(problems(header + "\nhome = /")).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(1);
            assertThat(problem.toString().codePoints()).noneMatch(Character::isISOControl);
        });
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        byte[] latin = "[grün]".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(catchThrowableOfType(BrokenUsersException.class, () -> UsersParser.parse(latin)))
                .hasMessage("the file is not UTF-8 text");
    }

    @Test
    void theMarkAndTheLineEndsOfOtherEditorsAreTolerated() throws Exception {
        byte[] file = "\uFEFF[ann]\r\nhome = /\r\n".getBytes(StandardCharsets.UTF_8);

        assertThat(UsersParser.parse(file).find("ann")).isPresent();
    }

    @Test
    void namesOnlyMatchWhole() throws Exception {
        Accounts accounts = UsersParser.parse("[Ann]\n[größe]\n");

        assertThat(accounts.find("Ann")).isPresent();
        assertThat(accounts.find("größe")).isPresent();
        assertThat(accounts.find("ann")).isEmpty();
        assertThat(accounts.find("Ann ")).isEmpty();
    }

    @Test
    void theDecoyCostsWhatMostPasswordsOfTheFileCost() throws Exception {
        String file =
                "[a]\npassword = %s\n[b]\npassword = %s\n[c]\npassword = %s\n[d]\n".formatted(APR1, BCRYPT, BCRYPT);

        assertThat(UsersParser.parse(file).decoy().cost()).isEqualTo("bcrypt 5");
        assertThat(UsersParser.parse("").decoy().cost()).isEqualTo("argon2id m=19456,t=2,p=1");
    }

    private static List<Problem> problems(String text) {
        return catchThrowableOfType(BrokenUsersException.class, () -> UsersParser.parse(text))
                .problems();
    }
}
