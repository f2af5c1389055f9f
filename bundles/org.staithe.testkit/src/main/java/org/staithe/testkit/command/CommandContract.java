// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.staithe.command.Argument;
import org.staithe.command.Command;
import org.staithe.command.Outcome;
import org.staithe.command.Pending;
import org.staithe.command.Reply;
import org.staithe.command.Transfer;
import org.staithe.command.When;
import org.staithe.filesystem.VirtualFileSystem;

/**
 * What every {@link Command} keeps to. Extend it, name the commands and a file system with something in it, and these
 * tests run with your own.
 */
public abstract class CommandContract {

    private static final List<String> ODD = List.of(
            " ",
            "/",
            "..",
            "../../..",
            "a",
            "a ",
            " a",
            "-la",
            "-la a",
            "--",
            "*",
            "*?*?*?*?*?*?*?*?b",
            "[",
            "[]",
            "[!",
            "[z-a]",
            "\"",
            "\"a\" 1",
            "\"a\" 9 1",
            "a\"b",
            "%s%n%2e%2e/",
            "\\..\\..",
            "a;b;c",
            "=;=; =",
            ";",
            "; ",
            "0",
            "-1",
            "99999999999999999999999",
            "20260102030405 a",
            "20261302030405 a",
            "20260102030405.123456789 a",
            "0777 a",
            "9999 a",
            "caf\u00e9",
            "\ud83d\udca7",
            "\ud800",
            "\u202egnp.exe",
            "\u001b[2J",
            "x".repeat(8_000));

    /** The commands to test, made as the component runtime makes them. */
    protected abstract List<Command> commands();

    /** A file system that may be harmed. */
    protected abstract VirtualFileSystem files();

    /** What a command declares; to override for those that are registered without a component description. */
    protected Declaration declaration(Command command) {
        return Declaration.of(command.getClass());
    }

    @Test
    void verbsAreWordsInCapitals() {
        for (Command command : commands()) {
            assertThat(declaration(command).verbs())
                    .as("%s", command)
                    .isNotEmpty()
                    .doesNotHaveDuplicates()
                    .allMatch(verb -> verb.matches("[A-Z0-9]{3,8}|(SITE|OPTS) [A-Z0-9]{1,16}"));
        }
    }

    @Test
    void helpIsOneLineThatBeginsWithTheVerb() {
        for (Command command : commands()) {
            Declaration declared = declaration(command);
            assertThat(declared.help())
                    .as("%s", command)
                    .startsWith(declared.verbs().get(0));
            assertThat(declared.help().chars()).noneMatch(Character::isISOControl);
            assertThat(declared.help().contains(" <"))
                    .as("help and argument of %s", command)
                    .isEqualTo(declared.argument() == Argument.REQUIRED);
        }
    }

    @Test
    void featureLinesCanStandInFeat() {
        for (Command command : commands()) {
            assertThat(declaration(command).features())
                    .as("%s", command)
                    .allMatch(line -> line.matches("[!-~]([ -~]*[!-~])?"));
        }
    }

    @Test
    void transfersAreForThoseWhoAreLoggedIn() {
        for (Command command : commands()) {
            Declaration declared = declaration(command);
            assertThat(declared.transfer() && declared.when() == When.ALWAYS).isFalse();
        }
    }

    @Test
    void oddArgumentsAreAnsweredOrRefused() {
        for (Command command : commands()) {
            Declaration declared = declaration(command);
            for (String verb : declared.verbs()) {
                arguments(declared.argument()).forEach(argument -> check(command, declared, verb, argument));
            }
        }
    }

    private void check(Command command, Declaration declared, String verb, String argument) {
        try {
            Outcome outcome = new TestExchange(files()).run(command, verb, argument);
            assertThat(outcome).as("%s %s", verb, argument).isNotNull();
            if (outcome instanceof Transfer transfer) {
                assertThat(declared.transfer())
                        .as("%s declares its transfer", verb)
                        .isTrue();
                drain(transfer);
            } else {
                Reply reply = outcome instanceof Pending pending ? pending.reply() : (Reply) outcome;
                assertThat(reply.code()).as("%s %s", verb, argument).isBetween(200, 599);
            }
        } catch (IOException | UnsupportedOperationException refused) {
            // The core makes a reply of it.
        } catch (RuntimeException broken) {
            fail(verb + " " + argument, broken);
        }
    }

    private static void drain(Transfer transfer) throws IOException {
        if (transfer instanceof Transfer.Send send) {
            send.source().close();
        } else if (transfer instanceof Transfer.Receive receive) {
            receive.target().close();
        } else if (transfer instanceof Transfer.Text text) {
            try (Stream<String> lines = text.lines()) {
                lines.forEach(line -> assertThat(line.chars()).noneMatch(Character::isISOControl));
            }
        }
    }

    private static Stream<String> arguments(Argument declared) {
        return switch (declared) {
            case NONE -> Stream.of("");
            case OPTIONAL -> Stream.concat(Stream.of(""), ODD.stream());
            case REQUIRED -> ODD.stream();
        };
    }
}
