// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dispatch;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.auth.Permission;
import org.staithe.command.Argument;
import org.staithe.command.Command;
import org.staithe.command.Outcome;
import org.staithe.command.Pending;
import org.staithe.command.Reply;
import org.staithe.command.Request;
import org.staithe.command.Transfer;
import org.staithe.command.When;
import org.staithe.core.internal.guard.Guards;
import org.staithe.core.internal.session.ErrorReplies;
import org.staithe.core.internal.session.FtpSession;
import org.staithe.core.internal.session.Interpreter.Lane;
import org.staithe.core.internal.session.Step;
import org.staithe.core.internal.whiteboard.Berth;
import org.staithe.core.internal.whiteboard.Lease;
import org.staithe.core.internal.whiteboard.ListenerTarget;
import org.staithe.core.internal.whiteboard.Unwinding;

/** Calls a plugin's command under a lease, which lasts as long as the transfer that the command returns. */
final class PluginCommand implements CommandEntry.Action {

    private static final Logger log = LoggerFactory.getLogger(PluginCommand.class);
    private static final String PREFIX = "staithe.command.";

    private final Berth<Command> berth;
    private final CommandTable table;

    private PluginCommand(Berth<Command> berth, CommandTable table) {
        this.berth = berth;
        this.table = table;
    }

    private boolean serves(FtpSession session) {
        return ListenerTarget.matches(berth, session.listener());
    }

    /** Reads what a command's service declares; a declaration that makes no sense is left out with a log line. */
    static List<CommandEntry> entriesOf(Berth<Command> berth, CommandTable table) {
        try {
            Set<Permission> permissions = EnumSet.noneOf(Permission.class);
            strings(berth, "permission").forEach(name -> permissions.add(Permission.valueOf(name)));
            When when = word(berth, "when").map(When::valueOf).orElse(When.LOGGED_IN);
            Argument argument = word(berth, "argument").map(Argument::valueOf).orElse(Argument.OPTIONAL);
            List<String> features = strings(berth, "feature");
            String help = word(berth, "help").orElse("");
            boolean transfer = Boolean.TRUE.equals(berth.property(PREFIX + "transfer"));
            List<String> verbs = strings(berth, "verb");
            if (verbs.isEmpty()) {
                throw new IllegalArgumentException("it has no " + PREFIX + "verb");
            }
            PluginCommand action = new PluginCommand(berth, table);
            return verbs.stream()
                    .map(verb -> new CommandEntry(
                            verb.toUpperCase(Locale.ROOT),
                            when,
                            argument,
                            Set.copyOf(permissions),
                            features,
                            help,
                            transfer,
                            Lane.WORKER,
                            action::serves,
                            action))
                    .toList();
        } catch (IllegalArgumentException e) {
            log.error("A command of {} is left out: {}", berth, e.getMessage());
            return List.of();
        }
    }

    private static Optional<String> word(Berth<?> berth, String key) {
        return Optional.ofNullable(berth.property(PREFIX + key)).map(Object::toString);
    }

    private static List<String> strings(Berth<?> berth, String key) {
        Object value = berth.property(PREFIX + key);
        if (value instanceof String[] many) {
            return Arrays.asList(many);
        }
        return value == null || value.toString().isEmpty() ? List.of() : List.of(value.toString());
    }

    @Override
    public Step run(FtpSession session, Request request) {
        Lease<Command> lease = table.borrow(berth, session, request);
        PluginExchange exchange = new PluginExchange(session, request, table, lease);
        boolean kept = false;
        try {
            Outcome outcome =
                    lease.call(request.verb(), command -> command.execute(exchange), exchange::isFailureOfFiles);
            if (outcome instanceof Transfer transfer) {
                kept = true;
                Duration patience = session.settings().stall();
                lease.keep(patience);
                exchange.keep(patience);
                return new Step.Begin(
                        request.verb(),
                        Guards.transfer(lease, transfer),
                        exchange.usedRange(),
                        () -> {
                            exchange.end();
                            lease.close();
                        },
                        abort -> {
                            lease.onRevoke(abort);
                            exchange.onRevoke(abort);
                        });
            }
            return outcome instanceof Pending pending
                    ? new Step.Remember(pending.reply(), pending.note())
                    : new Step.Answer((Reply) outcome);
        } catch (Unwinding back) {
            throw back;
        } catch (IOException | UnsupportedOperationException e) {
            log.debug("{} failed", request.verb(), e);
            return new Step.Answer(ErrorReplies.of(e));
        } catch (RuntimeException | Error e) { // whatever a plugin does, only this command fails
            return new Step.Answer(ErrorReplies.of(e));
        } finally {
            if (!kept) {
                exchange.end();
                lease.close();
            }
        }
    }
}
