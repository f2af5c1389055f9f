// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.verbs;

import java.util.List;
import java.util.concurrent.Executor;
import org.staithe.auth.Secret;
import org.staithe.auth.TlsRequirement;
import org.staithe.auth.User;
import org.staithe.command.Argument;
import org.staithe.command.Reply;
import org.staithe.command.Request;
import org.staithe.command.When;
import org.staithe.core.internal.dispatch.CommandEntry;
import org.staithe.core.internal.login.Login;
import org.staithe.core.internal.login.LoginThrottle;
import org.staithe.core.internal.session.FtpSession;
import org.staithe.core.internal.session.Interpreter.Lane;
import org.staithe.core.internal.session.Notifier;
import org.staithe.core.internal.session.Phase.Greeted;
import org.staithe.core.internal.session.Phase.Named;
import org.staithe.core.internal.session.Phase.Ready;
import org.staithe.core.internal.session.SessionTable;
import org.staithe.core.internal.session.Step;

/** USER PASS ACCT REIN QUIT, RFC 959 section 4.1.1; HOST, RFC 7151. */
public final class LoginVerbs {

    private static final int TRIES = 3;

    private final Login login;
    private final LoginThrottle throttle;
    private final SessionTable table;
    private final Notifier notifier;
    private final Executor workers;

    public LoginVerbs(Login login, LoginThrottle throttle, SessionTable table, Notifier notifier, Executor workers) {
        this.workers = workers;
        this.login = login;
        this.throttle = throttle;
        this.table = table;
        this.notifier = notifier;
    }

    public List<CommandEntry> entries() {
        return List.of(
                CommandEntry.inline("USER", When.ALWAYS, Argument.REQUIRED, "USER <name>", this::user),
                CommandEntry.inline("PASS", When.ALWAYS, Argument.OPTIONAL, "PASS <password>", this::pass)
                        .in(Lane.LOGIN),
                CommandEntry.inline("ACCT", When.ALWAYS, Argument.OPTIONAL, "ACCT <account>", LoginVerbs::acct),
                CommandEntry.inline("REIN", When.ALWAYS, Argument.NONE, "REIN", this::rein),
                CommandEntry.inline("QUIT", When.ALWAYS, Argument.OPTIONAL, "QUIT", LoginVerbs::quit),
                CommandEntry.inline("HOST", When.ALWAYS, Argument.REQUIRED, "HOST <name>", LoginVerbs::host)
                        .announcing("HOST"));
    }

    /** Every name is answered alike: who exists is not told (RFC 2577 section 7). */
    private Step user(FtpSession session, Request request) {
        if (session.phase() instanceof Ready) {
            return Step.Answer.of(530, "Already logged in; REIN first.");
        }
        if (!session.secure() && session.requiredTls() != TlsRequirement.NONE) {
            return Step.Answer.of(530, "Logins must be protected here: AUTH TLS first.");
        }
        session.phase(new Named(request.argument()));
        return Step.Answer.of(331, "Password required.");
    }

    private Step pass(FtpSession session, Request request) {
        if (!(session.phase() instanceof Named named)) {
            return Step.Answer.of(503, "USER first.");
        }
        if (throttle.shutsOut(session.peer().getAddress())) {
            notifier.loginRefused(session, named.userName(), "too many failures from this address");
            return new Step.Farewell(Login.TRY_LATER);
        }
        Login.Result result;
        try (Secret password = Secret.of(request.argument())) {
            result = login.attempt(session, named.userName(), password);
        }
        if (result instanceof Login.Success success) {
            return welcome(session, success.user());
        }
        session.phase(new Greeted());
        if (result instanceof Login.Unavailable) {
            return new Step.Farewell(Login.TRY_LATER);
        }
        notifier.loginRefused(session, named.userName(), ((Login.Refusal) result).reason());
        boolean last = session.failedLogin() >= TRIES;
        return new Step.Delay(Login.REFUSED, throttle.failed(session.peer().getAddress(), named.userName()), last);
    }

    private Step welcome(FtpSession session, User user) {
        if (!session.secure() && user.tls() != TlsRequirement.NONE) {
            session.phase(new Greeted());
            notifier.loginRefused(session, user.name(), "login in the clear, this user needs TLS");
            return Step.Answer.of(530, "Logins must be protected here: AUTH TLS first.");
        }
        if (!user.administrator() && table.isReserved(session)) {
            notifier.loginRefused(session, user.name(), "the places that are left are reserved for administrators");
            return new Step.Farewell(Reply.of(421, "Too many connections."));
        }
        if (!table.take(user)) {
            notifier.loginRefused(session, user.name(), "too many sessions of this user");
            return new Step.Farewell(Reply.of(421, "Too many sessions of this user."));
        }
        throttle.succeeded(session.peer().getAddress());
        session.phase(login.ready(session, user));
        notifier.loggedIn(session);
        return Step.Answer.of(230, "Logged in.");
    }

    private static Step acct(FtpSession session, Request request) {
        return Step.Answer.of(202, "No account is needed.");
    }

    /** Also ends the protection that {@code AUTH} began (RFC 2228 section 3): everything is as after connecting. */
    private Step rein(FtpSession session, Request request) {
        if (session.phase() instanceof Ready ready) {
            workers.execute(ready.tree()::close);
            table.giveBack(ready.user());
        }
        session.reset();
        Reply reply = Reply.of(220, "Ready for a new user.");
        boolean explicit =
                session.tls().filter(tls -> !tls.settings().implicit()).isPresent();
        return session.secure() && explicit ? new Step.Unsecure(reply) : new Step.Answer(reply);
    }

    private static Step quit(FtpSession session, Request request) {
        return new Step.Farewell(Reply.of(221, "Goodbye."));
    }

    private static Step host(FtpSession session, Request request) {
        if (!(session.phase() instanceof Greeted)) {
            return Step.Answer.of(503, "HOST comes before USER.");
        }
        String name = request.argument();
        if (!name.matches("[A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,64}]")) {
            return Step.Answer.of(501, "That is not the name of a host.");
        }
        session.host(name);
        return Step.Answer.of(220, "Host accepted.");
    }
}
