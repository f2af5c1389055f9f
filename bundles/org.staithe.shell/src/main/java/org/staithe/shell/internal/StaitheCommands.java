// SPDX-License-Identifier: Apache-2.0
package org.staithe.shell.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.staithe.auth.User;
import org.staithe.session.ServerStatus;
import org.staithe.session.Session;
import org.staithe.session.SessionControl;
import org.staithe.session.TransferReport;

/**
 * The commands of scope {@code staithe} for the Gogo shell, which prints what they return. They are there without the
 * core too, and say then that it is missing.
 */
@Component(
        service = StaitheCommands.class,
        property = {
            "osgi.command.scope=staithe",
            "osgi.command.function=sessions",
            "osgi.command.function=close",
            "osgi.command.function=drain",
            "osgi.command.function=listeners",
            "osgi.command.function=plugins",
            "osgi.command.function=resumptions",
            "osgi.command.function=swaps"
        })
public final class StaitheCommands {

    static final String NO_CORE = "The server is not running: no bundle offers it (see lb org.staithe.core).";

    private final @Nullable SessionControl control;
    private final @Nullable ServerStatus status;
    private final InstantSource clock;

    // Greedy: SCR makes a new component when the core comes or goes; there is no state to lose.
    @Activate
    public StaitheCommands(
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    @Nullable
                    SessionControl control,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    @Nullable
                    ServerStatus status) {
        this(control, status, InstantSource.system());
    }

    StaitheCommands(@Nullable SessionControl control, @Nullable ServerStatus status, InstantSource clock) {
        this.control = control;
        this.status = status;
        this.clock = clock;
    }

    /** Who is connected and what they do. */
    public String sessions() {
        SessionControl core = control;
        if (core == null) {
            return NO_CORE;
        }
        Instant now = clock.instant();
        Table table = new Table(
                "SESSION", "USER", "PEER", "LISTENER", "TLS", "CONNECTED", "IDLE", "LAST COMMAND", "TRANSFER");
        List<Session> sessions = core.sessions();
        for (Session session : sessions) {
            table.row(
                    session.id(),
                    session.user().map(User::name).orElse("-"),
                    Words.address(session.peer()),
                    session.listener(),
                    session.secure() ? "yes" : "no",
                    Words.duration(Duration.between(session.connected(), now)),
                    session.transfer().isPresent() ? "-" : Words.duration(Duration.between(session.active(), now)),
                    session.lastCommand(),
                    session.transfer().map(StaitheCommands::progress).orElse("-"));
        }
        return sessions.isEmpty() ? "No sessions." : table.toString();
    }

    /** Ends a session: {@code close ID}, or {@code close ID words for the client}. */
    public String close(String id, String... reason) {
        SessionControl core = control;
        if (core == null) {
            return NO_CORE;
        }
        String told = reason.length == 0 ? "Closed by an operator" : String.join(" ", reason);
        return core.close(id, told)
                ? "Session " + Words.printable(id) + " is closed."
                : "There is no session " + Words.printable(id) + ".";
    }

    /** Refuses new sessions, lets transfers end, and ends all sessions after so many seconds at the latest. */
    public String drain(long seconds) throws InterruptedException {
        SessionControl core = control;
        if (core == null) {
            return NO_CORE;
        }
        if (seconds < 0) {
            return "drain SECONDS: write how long transfers may go on, 0 or more.";
        }
        return switch (core.drain(Duration.ofSeconds(seconds))) {
            case GRACEFUL -> "GRACEFUL: every transfer came to its end.";
            case FORCED -> "FORCED: transfers that still ran after " + seconds + " s were cut off.";
        };
    }

    /** Where the server accepts, or why it does not. */
    public String listeners() {
        ServerStatus core = status;
        if (core == null) {
            return NO_CORE;
        }
        Table table = new Table("LISTENER", "ADDRESS", "SESSIONS", "STATE");
        List<ServerStatus.ListenerStatus> listeners = core.listeners();
        listeners.forEach(listener -> table.row(
                listener.name(),
                Words.address(listener.address()),
                Integer.toString(listener.sessions()),
                listener.problem().orElse("accepting")));
        return listeners.isEmpty() ? "No listeners are configured." : table.toString();
    }

    /** What fills each slot of the server, best first. */
    public String plugins() {
        ServerStatus core = status;
        if (core == null) {
            return NO_CORE;
        }
        Table table = new Table(
                "KIND", "NAME", "BUNDLE", "RANKING", "LEASES", "CALLS", "ERRORS", "MEAN", "LONGEST", "NOW", "STATE");
        List<ServerStatus.PluginStatus> plugins = core.plugins();
        plugins.forEach(plugin -> table.row(
                plugin.kind(),
                plugin.name().isEmpty() ? "-" : plugin.name(),
                plugin.bundle(),
                Integer.toString(plugin.ranking()),
                Integer.toString(plugin.leases()),
                Long.toString(plugin.calls()),
                Long.toString(plugin.errors()),
                Words.millis(plugin.mean()),
                Words.millis(plugin.longest()),
                Integer.toString(plugin.calling()),
                state(plugin)));
        StringBuilder text = new StringBuilder(plugins.isEmpty() ? "No plugins are there." : table.toString());
        plugins.forEach(plugin -> plugin.hung().forEach(call -> text.append(hung(plugin, call))));
        core.problems()
                .forEach(problem -> text.append("\n%s %s: %s"
                        .formatted(
                                Words.printable(problem.bundle()),
                                Words.printable(problem.component()),
                                Words.printable(problem.problem()))));
        return text.toString();
    }

    /** The last swaps, the newest first. */
    public String swaps() {
        ServerStatus core = status;
        if (core == null) {
            return NO_CORE;
        }
        Table table = new Table(
                "TIME", "KIND", "WHAT", "FROM", "TO", "WAY", "END", "LEASES", "WAITED", "LONGEST PAUSE", "ABORTED");
        List<ServerStatus.SwapReport> swaps = core.swaps();
        swaps.forEach(swap -> table.row(
                swap.when().truncatedTo(ChronoUnit.SECONDS).toString(),
                swap.kind(),
                swap.what().isEmpty() ? "-" : swap.what(),
                swap.from(),
                swap.to().orElse("nobody"),
                swap.way(),
                swap.end().name(),
                Integer.toString(swap.leases()),
                Words.millis(swap.waited()),
                Words.millis(swap.pause()),
                Integer.toString(swap.aborted())));
        return swaps.isEmpty() ? "Nothing was swapped." : table.toString();
    }

    private static String state(ServerStatus.PluginStatus plugin) {
        if (!plugin.hung().isEmpty()) {
            return plugin.hung().size() + " hung"
                    + (plugin.breaker() == ServerStatus.Breaker.CLOSED ? "" : ", left alone");
        }
        return switch (plugin.breaker()) {
            case CLOSED -> "well";
            case OPEN -> "left alone";
            case HALF_OPEN -> "on trial";
        };
    }

    private static String hung(ServerStatus.PluginStatus plugin, ServerStatus.HungCall call) {
        StringBuilder text = new StringBuilder("\n%s of %s has not returned for %s; %s is"
                .formatted(call.what(), plugin.bundle(), Words.duration(call.since()), call.thread()));
        call.stack().forEach(frame -> text.append("\n    at ").append(frame));
        return text.toString();
    }

    /** Whose TLS data connections {@code tls.resumption = require} would refuse. */
    public String resumptions() {
        ServerStatus core = status;
        if (core == null) {
            return NO_CORE;
        }
        Table table = new Table("LISTENER", "CLIENTS", "RESUMED", "WOULD BE REFUSED");
        List<ServerStatus.ResumptionStatus> networks = core.resumptions();
        networks.forEach(network -> table.row(
                network.listener(),
                network.network(),
                Long.toString(network.resumed()),
                Long.toString(network.others())));
        return networks.isEmpty() ? "No data connections in TLS so far." : table.toString();
    }

    private static String progress(TransferReport transfer) {
        return transfer.verb() + " " + transfer.path() + ", " + Words.bytes(transfer.bytes()) + " at "
                + Words.rate(transfer.bytes(), transfer.took());
    }
}
