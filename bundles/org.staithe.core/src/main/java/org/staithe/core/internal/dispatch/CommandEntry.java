// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dispatch;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.staithe.auth.Permission;
import org.staithe.command.Argument;
import org.staithe.command.Request;
import org.staithe.command.When;
import org.staithe.core.internal.session.FtpSession;
import org.staithe.core.internal.session.Interpreter.Lane;
import org.staithe.core.internal.session.Step;

/**
 * What is declared of a verb, and who carries it out: the core or a plugin.
 *
 * @param transfer whether it needs an agreed data connection
 * @param lane where it runs
 * @param offered to which sessions it is there at all
 */
public record CommandEntry(
        String verb,
        When when,
        Argument argument,
        Set<Permission> permissions,
        List<String> features,
        String help,
        boolean transfer,
        Lane lane,
        Predicate<FtpSession> offered,
        Action action) {

    /** Carries out a request after all that is declared has been checked. */
    @FunctionalInterface
    public interface Action {
        Step run(FtpSession session, Request request);
    }

    /** A verb of the core that cannot block. */
    public static CommandEntry inline(String verb, When when, Argument argument, String help, Action action) {
        return new CommandEntry(verb, when, argument, Set.of(), List.of(), help, false, Lane.ANY, any -> true, action);
    }

    /** The same verb, but run elsewhere. */
    public CommandEntry in(Lane other) {
        return new CommandEntry(verb, when, argument, permissions, features, help, transfer, other, offered, action);
    }

    /** The same verb with lines for {@code FEAT}. */
    public CommandEntry announcing(String... lines) {
        List<String> features = List.of(lines);
        return new CommandEntry(verb, when, argument, permissions, features, help, transfer, lane, offered, action);
    }

    /** The same verb, but only for some sessions; for others it does not exist. */
    public CommandEntry when(Predicate<FtpSession> some) {
        return new CommandEntry(verb, when, argument, permissions, features, help, transfer, lane, some, action);
    }
}
