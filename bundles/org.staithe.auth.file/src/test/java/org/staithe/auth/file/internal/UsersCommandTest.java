// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.staithe.auth.Verdict;
import org.staithe.testkit.auth.GivenCredentials;
import org.staithe.testkit.log.Logged;

class UsersCommandTest {

    private static final String PASSWORD = "grün & blau";
    private static final String HASH = "$2b$05$l5e/fJfySYcvRd79F9KnC.t9nWvYWgiGeDTMpztBGOb7TX./FQZEm";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void aUserWhoWasAddedCanLogIn() throws Exception {
        assertThat(run(
                        PASSWORD + "\n",
                        "add",
                        "ann",
                        "--mount",
                        "/=default:/my: files:read-only",
                        "--home",
                        "/",
                        "--admin",
                        "--password-stdin"))
                .isZero();

        Account account =
                UsersParser.parse(Files.readAllBytes(file())).find("ann").orElseThrow();
        assertThat(account.user().administrator()).isTrue();
        assertThat(account.user().mounts().get(0).directory()).isEqualTo("/my: files");
        assertThat(judged("ann", PASSWORD)).isEqualTo(new Verdict.Accepted("ann"));
        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(everythingSaid()).doesNotContain(PASSWORD, "$argon2");
    }

    @Test
    void withoutAMountTheUserSeesTheWholeDefaultBackendAndIsTold() throws Exception {
        assertThat(run(PASSWORD, "add", "ann", "--password-stdin")).isZero();

        assertThat(everythingSaid()).contains("Added ann: mount./ = default:/ read-write");
    }

    @Test
    void aPasswordIsChangedAndTheRestStays() throws Exception {
        Path file = Files.writeString(file(), "# yard\n[ann] \npassword = " + HASH + "\n# remark\nhome = /\n\n[bob]\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(run("new one\r\n", "passwd", "ann", "--password-stdin")).isZero();

        assertThat(Files.readString(file))
                .matches("# yard\n\\[ann] \npassword = \\$argon2id\\S+\n# remark\nhome = /\n\n\\[bob]\n");
        assertThat(judged("ann", "new one")).isEqualTo(new Verdict.Accepted("ann"));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void aUserIsRemoved() throws Exception {
        Files.writeString(file(), "[ann]\n\n[bob]\n");

        assertThat(run("", "remove", "ann")).isZero();

        assertThat(Files.readString(file())).isEqualTo("[bob]\n");
    }

    @Test
    void aListShowsEverythingButTheHashes() throws Exception {
        Files.writeString(file(), """
                [ann]
                password = %s
                mount./ = default:/ann read-write
                mount./in = default:/in enter,store
                [bob]
                expires = 2020-01-01
                """.formatted(HASH));

        assertThat(run("", "list")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                NAME  PASSWORD  STATE                               HOME  MOUNTS
                ann   bcrypt    user                                /     / = default:/ann read-write; /in = default:/in enter,store
                bob   none      user, expired 2020-01-01T00:00:00Z  /    \s
                """);
    }

    @Test
    void aCheckPrintsEveryProblem() throws Exception {
        Files.writeString(file(), "[ann]\ndisabled = no\npassword = hunter2\n");

        assertThat(run("", "check")).isEqualTo(1);

        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains(file() + ": line 2: [ann] disabled = no: write true or false\n")
                .contains(file() + ": line 3: [ann] password = ***: ")
                .doesNotContain("hunter2");
    }

    @Test
    void whatWouldNotBeUnderstoodIsRefusedAndNothingIsWritten() throws Exception {
        String before = "[ann]\n";
        Files.writeString(file(), before);

        assertThat(run(PASSWORD, "add", "ann", "--password-stdin")).isEqualTo(1);
        assertThat(run(PASSWORD, "passwd", "bob", "--password-stdin")).isEqualTo(1);
        assertThat(run("", "remove", "bob")).isEqualTo(1);
        assertThat(run("\n", "add", "bob", "--password-stdin")).isEqualTo(1);
        assertThat(run("a\0b", "add", "bob", "--password-stdin")).isEqualTo(1);
        assertThat(run(PASSWORD, "add", "bob")).as("without a console").isEqualTo(1);
        assertThat(run(PASSWORD, "add", "b\u001bb", "--password-stdin")).isEqualTo(1);
        assertThat(run(PASSWORD, "add", "b\n[c]", "--password-stdin")).isEqualTo(1);
        assertThat(run(PASSWORD, "add", "bob", "--home", "bob", "--password-stdin"))
                .isEqualTo(1);
        assertThat(run(PASSWORD, "add", "bob", "--mount", "/=default:/:everything", "--password-stdin"))
                .isEqualTo(1);

        assertThat(Files.readString(file())).isEqualTo(before);
        assertThat(everythingSaid()).doesNotContain(PASSWORD).doesNotContain("\u001b");
    }

    @Test
    void aBrokenFileIsLeftToItsOwner() throws Exception {
        String broken = "[ann]\ncolour = blue\n";
        Files.writeString(file(), broken);

        assertThat(run(PASSWORD, "add", "bob", "--password-stdin")).isEqualTo(1);

        assertThat(Files.readString(file())).isEqualTo(broken);
        assertThat(everythingSaid()).contains("line 2: [ann] colour: no such key");
    }

    @Test
    void askingWronglyShowsTheUsage() throws Exception {
        assertThat(run("")).isEqualTo(2);
        assertThat(run("", "frobnicate")).isEqualTo(2);
        assertThat(run("", "add")).isEqualTo(2);
        assertThat(run("", "list", "ann")).isEqualTo(2);
        assertThat(run("", "list", "--home", "/")).isEqualTo(2);
        assertThat(run("", "remove", "ann", "--password-stdin")).isEqualTo(2);
        assertThat(run("", "add", "ann", "--colour")).isEqualTo(2);
        assertThat(run("", "add", "ann", "--mount", "/")).isEqualTo(2);
        assertThat(run("", "add", "ann", "--mount")).isEqualTo(2);
        assertThat(run("", "add", "ann", "--home", "/\n[root]")).isEqualTo(2);
        assertThat(everythingSaid()).contains("usage: staithe user add NAME");
        assertThat(file()).doesNotExist();
    }

    @Test
    void aLinkToTheFileStaysALink() throws Exception {
        Path real = Files.writeString(folder.resolve("real"), "[ann]\n");
        Files.createSymbolicLink(file(), real);

        assertThat(run(PASSWORD, "add", "bob", "--password-stdin")).isZero();

        assertThat(file()).isSymbolicLink();
        assertThat(Files.readString(real)).contains("[bob]");
    }

    @Test
    void itRunsAsAProcessWithoutALoggingLibrary() throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(element -> !element.contains("slf4j"))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                UsersCommand.class.getName(),
                "--file",
                file().toString()));
        command.addAll(List.of("add", "ann", "--password-stdin"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        process.getOutputStream().write((PASSWORD + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("said")))
                .isZero();
        assertThat(judged("ann", PASSWORD)).isEqualTo(new Verdict.Accepted("ann"));
    }

    private Path file() {
        return folder.resolve("users.ini");
    }

    private int run(String input, String... arguments) {
        PasswordEntry passwords =
                new PasswordEntry(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), null);
        UsersCommand command = new UsersCommand(
                passwords,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
        return command.run(Stream.concat(Stream.of("--file", file().toString()), Arrays.stream(arguments))
                .toArray(String[]::new));
    }

    private String everythingSaid() {
        return out.toString(StandardCharsets.UTF_8) + errors.toString(StandardCharsets.UTF_8);
    }

    private Verdict judged(String name, String password) throws IOException {
        try (Logged quiet = new Logged(UsersFile.class)) {
            FileUsers users = new FileUsers(
                    file(),
                    new PasswordCheck(1, Duration.ofSeconds(10)),
                    Duration.ofMinutes(1),
                    InstantSource.system());
            try {
                return users.authenticate(GivenCredentials.of(name, password));
            } finally {
                users.stop();
                assertThat(quiet.errors()).isEmpty();
            }
        }
    }
}
