// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dispatch;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.staithe.auth.Permission;
import org.staithe.auth.TlsRequirement;
import org.staithe.command.Argument;
import org.staithe.command.Reply;
import org.staithe.command.Request;
import org.staithe.command.When;
import org.staithe.core.internal.control.ControlEvents.Fault;
import org.staithe.core.internal.session.ErrorReplies;
import org.staithe.core.internal.session.FtpSession;
import org.staithe.core.internal.session.Interpreter;
import org.staithe.core.internal.session.Phase.Ready;
import org.staithe.core.internal.session.Step;
import org.staithe.core.internal.whiteboard.Unwinding;

/** Checks what a verb declares, then has it carried out: the command starts where the checks end. */
public final class Dispatcher implements Interpreter {

    private static final Set<String> URGENT = Set.of("ABOR", "NOOP", "QUIT");
    private static final int STRIKES_BEFORE_LOGIN = 10; // as vsftpd 3.0.4: it is not an FTP client that talks
    private static final int STRIKES = 100;

    private final CommandTable table;
    private final CommandTimes times;

    public Dispatcher(CommandTable table, CommandTimes times) {
        this.table = table;
        this.times = times;
    }

    @Override
    public boolean urgent(Request request) {
        return URGENT.contains(request.verb()) || request.verb().equals("STAT") && !request.hasArgument();
    }

    @Override
    public Prepared prepare(FtpSession session, Request request) {
        CommandTable.Found found = table.find(request, session);
        CommandEntry entry = found.entry();
        session.received(found.request(), entry != null);
        if (entry == null && !found.justLeft()) {
            return refuse(() -> unknown(session, request));
        }
        return entry == null ? new Attempt(session, request) : check(session, request, found.request(), entry);
    }

    @Override
    public Prepared prepare(FtpSession session, Fault fault) {
        String text =
                switch (fault) {
                    case TOO_LONG -> "The line is too long.";
                    case NOT_UTF_8 -> "The line is not UTF-8.";
                    case CONTROL_CHARACTER -> "The line holds a control character.";
                };
        int code = fault == Fault.TOO_LONG ? 500 : 501;
        return refuse(() -> struck(session, Reply.of(code, text)));
    }

    /** Why a request would be refused before anybody carries it out. */
    public Optional<Reply> objection(FtpSession session, Request request) {
        CommandTable.Found found = table.find(request, session);
        return found.entry() == null
                ? Optional.of(Reply.of(502, "Command not implemented."))
                : refusal(session, found.request(), found.entry());
    }

    /** What the verb of a request needs; nothing if nobody serves it. */
    public Set<Permission> needs(FtpSession session, Request request) {
        CommandEntry entry = table.find(request, session).entry();
        return entry == null ? Set.of() : entry.permissions();
    }

    private Prepared check(FtpSession session, Request typed, Request request, CommandEntry entry) {
        session.sane();
        Optional<Reply> refusal = refusal(session, request, entry);
        if (refusal.isPresent()) {
            return refuse(() -> new Step.Answer(refusal.get()));
        }
        return new Attempt(session, typed, request, entry);
    }

    private static Optional<Reply> refusal(FtpSession session, Request request, CommandEntry entry) {
        Optional<Ready> ready = session.ready();
        if (entry.when() != When.ALWAYS && ready.isEmpty()) {
            return Optional.of(Reply.of(530, "Please log in with USER and PASS."));
        }
        boolean permitted = ready.isEmpty()
                || ready.get().tree().mayAnywhere(entry.permissions())
                        && (entry.when() != When.ADMINISTRATOR
                                || ready.get().user().administrator());
        if (!permitted) {
            return Optional.of(Reply.of(550, "Permission denied."));
        }
        if (entry.argument() == Argument.REQUIRED && !request.hasArgument()) {
            return Optional.of(Reply.of(501, entry.verb() + " needs an argument."));
        }
        if (entry.argument() == Argument.NONE && request.hasArgument()) {
            return Optional.of(Reply.of(501, entry.verb() + " takes no argument."));
        }
        if (entry.transfer() && !session.link().isAgreed()) {
            return Optional.of(Reply.of(425, "Use PASV or PORT first."));
        }
        boolean mustProtect = entry.transfer() && session.requiredTls() == TlsRequirement.DATA;
        if (mustProtect && session.link().protection().isEmpty()) {
            return Optional.of(Reply.of(521, "Data connections must be protected here: PBSZ 0 and PROT P first."));
        }
        return Optional.empty();
    }

    private static Step unknown(FtpSession session, Request request) {
        String verb = request.verb();
        if (verb.equals("OPTS")) {
            return Step.Answer.of(501, "There is no such option."); // RFC 2389 section 4
        }
        boolean plausible = verb.matches("[A-Z0-9]{3,8}");
        return struck(
                session,
                plausible ? Reply.of(502, "Command not implemented.") : Reply.of(500, "That is not a command."));
    }

    private static Step struck(FtpSession session, Reply reply) {
        int limit = session.ready().isPresent() ? STRIKES : STRIKES_BEFORE_LOGIN;
        return session.strike() < limit
                ? new Step.Answer(reply)
                : new Step.Farewell(Reply.of(421, "Too many commands that make no sense."));
    }

    private static Prepared refuse(Supplier<Step> step) {
        return new Prepared() {
            @Override
            public Lane lane() {
                return Lane.ANY;
            }

            @Override
            public Step run() {
                return step.get();
            }
        };
    }

    /**
     * A request that may be carried out. After a gap it is looked up and checked anew: meanwhile another plugin may serve
     * the verb.
     */
    private final class Attempt implements Prepared {

        private final FtpSession session;
        private final Request typed;
        private final Lane lane;
        private final String verb; // empty: to be looked up
        private @Nullable Supplier<Step> next; // null: to be looked up

        Attempt(FtpSession session, Request typed, Request request, CommandEntry entry) {
            this.session = session;
            this.typed = typed;
            this.lane = entry.lane();
            this.verb = entry.verb();
            this.next = () -> entry.action().run(session, request);
        }

        /** Of a verb that is being replaced. */
        Attempt(FtpSession session, Request typed) {
            this.session = session;
            this.typed = typed;
            this.lane = Lane.WORKER;
            this.verb = "";
        }

        @Override
        public Lane lane() {
            return lane;
        }

        @Override
        public Step run() {
            Supplier<Step> now = next == null ? this::lookUp : next;
            next = null;
            long began = System.nanoTime();
            Step step = carriedOut(now);
            if (!verb.isEmpty()) {
                times.took(verb, System.nanoTime() - began);
            }
            return step;
        }

        private static Step carriedOut(Supplier<Step> action) {
            try {
                return action.get();
            } catch (Unwinding back) {
                throw back;
            } catch (RuntimeException e) {
                return new Step.Answer(ErrorReplies.of(e));
            }
        }

        private Step lookUp() {
            CommandTable.Found found = table.find(typed, session);
            if (found.entry() != null) {
                return check(session, typed, found.request(), found.entry()).run();
            }
            if (found.justLeft()) {
                throw table.gap(typed, session);
            }
            return unknown(session, typed);
        }
    }
}
