// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.staithe.auth.ConsoleRole;
import org.staithe.auth.Secret;
import org.staithe.auth.User;

/** The door of the console: logs in and out, and knows whose request this is. Safe for concurrent use. */
@Component(service = ConsoleAccess.class, configurationPid = "org.staithe.console")
@Designate(ocd = ConsoleAccess.Config.class)
public final class ConsoleAccess {

    /** See the descriptions. */
    @ObjectClassDefinition(name = "Staithe web console", description = "Who stays logged in to the web console")
    public @interface Config {

        @AttributeDefinition(
                description = "Minutes without a click after which an operator has to log in again",
                min = "1",
                max = "1440")
        int idle_minutes() default 30;

        @AttributeDefinition(description = "Hours after which everybody has to log in again", min = "1", max = "168")
        int session_hours() default 12;

        @AttributeDefinition(
                description = "Failed logins of one name from one address after which it has to wait",
                min = "1",
                max = "100")
        int lockout_failures() default 5;

        @AttributeDefinition(description = "For how many minutes", min = "1", max = "1440")
        int lockout_minutes() default 15;

        @AttributeDefinition(
                description = "Minutes that the link for making the first administrator can be used",
                min = "1",
                max = "1440")
        int setup_minutes() default 30;

        @AttributeDefinition(
                description = "Absolute path of a file with the password of the first administrator, admin, instead of"
                        + " that link. Empty: the link",
                required = false)
        String setup_password_file() default "";

        @AttributeDefinition(
                description = "Absolute path of a file with a token of at least 32 characters, by which Prometheus and"
                        + " other watchers read metrics and health. Empty: only who is logged in reads them",
                required = false)
        String reader_token_file() default "";
    }

    private static final int SHORTEST_PASSWORD = 10;

    private final Accounts accounts;
    private final InstantSource clock = InstantSource.system();
    private final Logins logins = new Logins(clock);
    private final LoginGuard guard = new LoginGuard(clock);
    private final ReaderToken readers = new ReaderToken(guard, clock);
    private final SetupLink setup = new SetupLink(clock);
    private volatile ConsoleSettings settings; // written by SCR, one thread after another; read by anyone

    /** Why somebody is not let in, for him to read. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String reason) {
            super(reason);
        }
    }

    @Activate
    public ConsoleAccess(Config config, @Reference Accounts accounts) {
        this.accounts = accounts;
        this.settings = ConsoleSettings.of(config);
    }

    /** A wrong value leaves everything as it was; nobody is logged out. */
    @Modified
    void modified(Config config) {
        settings = ConsoleSettings.of(config);
    }

    ConsoleSettings settings() {
        return settings;
    }

    Accounts accounts() {
        return accounts;
    }

    /** A new link for the first administrator, but for the address. */
    String renewSetup() {
        return setup.renew(settings.setup());
    }

    boolean setupIsLive() {
        return setup.live();
    }

    /** Whose request this is; each time it is asked anew whether he may still be here. */
    public Optional<ConsoleUser> user(HttpServletRequest request, boolean act) throws IOException {
        Optional<String> secret = SessionCookie.secret(request);
        if (secret.isEmpty() || !request.isSecure()) {
            return Optional.empty();
        }
        Optional<ConsoleUser> known = logins.find(secret.get(), settings.idle(), settings.longest(), act);
        if (known.isEmpty()) {
            return known;
        }
        Optional<ConsoleRole> role = accounts.find(known.get().name()).flatMap(User::console);
        if (role.isEmpty() || role.get() != known.get().role()) {
            logins.endAll(known.get().name());
            return Optional.empty();
        }
        return known;
    }

    /** The machine whose token this request shows; it may look at what is for machines. */
    public Optional<ConsoleUser> machine(HttpServletRequest request) {
        return readers.machine(request, settings);
    }

    /** Lets somebody in, or says why not; a name that is not there looks like a wrong password. */
    public void logIn(HttpServletRequest request, HttpServletResponse response, String name, Secret password)
            throws IOException, Refused {
        String address = request.getRemoteAddr();
        ConsoleSettings now = settings;
        Optional<Duration> waiting = guard.waiting(name, address, now.failures(), now.lockout());
        if (waiting.isPresent()) {
            Audit.unknown(request, "login as '" + name + "' refused: locked out");
            throw new Refused("Too many failed logins. Try again in "
                    + Text.count(Math.max(1, waiting.get().plusSeconds(59).toMinutes()), "minute") + ".");
        }
        Optional<User> user = accounts.judge(
                name, password, new InetSocketAddress(InetAddress.getByName(address), request.getRemotePort()));
        if (user.isEmpty()) {
            guard.failed(name, address, now.lockout());
            Audit.unknown(request, "login as '" + name + "' refused");
            throw new Refused("That name and password are not known here.");
        }
        guard.succeeded(name, address);
        welcome(request, response, user.get());
    }

    /**
     * Looks whether a password will do for somebody who may enter the console.
     *
     * @throws IllegalArgumentException if it does not
     */
    public static void checkPassword(Secret password) {
        if (password.characters().length < SHORTEST_PASSWORD) {
            throw new IllegalArgumentException("The password needs at least " + SHORTEST_PASSWORD + " characters.");
        }
    }

    /** Whether somebody may enter already, so that there is nothing to set up. */
    public boolean isSetUp() throws IOException {
        return accounts.somebody();
    }

    /** Makes the first administrator and lets him in. */
    public void setUp(
            HttpServletRequest request, HttpServletResponse response, String token, String name, Secret password)
            throws IOException, Refused {
        synchronized (setup) {
            if (!setup.matches(token) || !accounts.nobody()) {
                Audit.unknown(request, "set-up refused");
                throw new Refused(
                        isSetUp()
                                ? "This link has been used. Log in instead."
                                : "This link is too old. Start the server again for a new one.");
            }
            try {
                checkPassword(password);
                accounts.addAdministrator(name, password);
            } catch (IllegalArgumentException e) {
                throw new Refused(String.valueOf(e.getMessage()));
            }
            setup.use();
        }
        welcome(request, response, accounts.find(name).orElseThrow(() -> new Refused("Please log in.")));
    }

    public void logOut(HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.secret(request).ifPresent(logins::end);
        SessionCookie.clear(response);
    }

    /** Logs a user out everywhere. */
    public void endAll(String name) {
        logins.endAll(name);
    }

    /** Whether this is the token that the user's own pages show. */
    public static boolean showsToken(ConsoleUser user, HttpServletRequest request) {
        String shown = request.getHeader("X-Staithe-Token");
        return shown != null && Tokens.same(user.token(), shown);
    }

    private void welcome(HttpServletRequest request, HttpServletResponse response, User user) {
        ConsoleUser entering = new ConsoleUser(
                user.name(),
                user.console().orElse(ConsoleRole.VIEWER),
                Tokens.next(),
                request.getRemoteAddr(),
                clock.instant());
        SessionCookie.secret(request).ifPresent(logins::end); // nobody's old cookie becomes a login
        String secret = logins.begin(entering);
        SessionCookie.set(response, secret);
        Audit.done(entering, request, "logged in");
    }
}
