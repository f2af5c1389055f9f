// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.core.internal.control.ControlPlane;
import org.staithe.core.internal.dispatch.CommandTable;
import org.staithe.core.internal.dispatch.CommandTimes;
import org.staithe.core.internal.dispatch.Dispatcher;
import org.staithe.core.internal.dtp.DataTransferProcess;
import org.staithe.core.internal.login.Login;
import org.staithe.core.internal.login.LoginThrottle;
import org.staithe.core.internal.session.Conversation;
import org.staithe.core.internal.session.Facilities;
import org.staithe.core.internal.session.ListenerSettings;
import org.staithe.core.internal.session.Notifier;
import org.staithe.core.internal.session.Phase.Ready;
import org.staithe.core.internal.session.Reception;
import org.staithe.core.internal.session.SessionTable;
import org.staithe.core.internal.threads.Slots;
import org.staithe.core.internal.threads.WorkerThreads;
import org.staithe.core.internal.tls.TlsEndpoint;
import org.staithe.core.internal.tls.TlsProviders;
import org.staithe.core.internal.tls.TlsSettings;
import org.staithe.core.internal.trial.Rules;
import org.staithe.core.internal.verbs.DataVerbs;
import org.staithe.core.internal.verbs.InformationVerbs;
import org.staithe.core.internal.verbs.LoginVerbs;
import org.staithe.core.internal.verbs.ParameterVerbs;
import org.staithe.core.internal.verbs.SecurityVerbs;
import org.staithe.core.internal.whiteboard.Berth;
import org.staithe.core.internal.whiteboard.Call;
import org.staithe.core.internal.whiteboard.Calls;
import org.staithe.filesystem.FileSystemBackend;
import org.staithe.health.Measurements;
import org.staithe.session.PolicyTrial;
import org.staithe.session.ServerStatus;
import org.staithe.session.SessionControl;

/** Everything that lasts: threads, sessions, the table of verbs, the leases. Listeners come and go beside it. */
@Component(service = Server.class, configurationPid = "org.staithe.core")
@Designate(ocd = ServerConfig.class)
public final class Server {

    private static final Logger log = LoggerFactory.getLogger(Server.class);
    private static final Duration TICK = Duration.ofMillis(500);

    private final ControlPlane plane;
    private final ExecutorService threads = DataTransferProcess.threads();
    private final Slots workers;
    private final WorkerThreads logins;
    private final ScheduledThreadPoolExecutor timers = WorkerThreads.timers();
    private final DataTransferProcess transfers;
    private final SessionTable table = new SessionTable();
    private final Operations operations = new Operations(table);
    private final Calls calls = new Calls();
    private final Whiteboards whiteboards;
    private final TlsProviders tlsProviders;
    private final Notifier notifier;
    private final Facilities facilities;
    private final Swaps swaps;
    private final Status status;
    private final List<ServiceRegistration<?>> offered;
    private volatile ServerSettings settings;

    @Activate
    public Server(BundleContext context, ServerConfig config) throws IOException {
        settings = ServerSettings.of(config);
        InstantSource clock = InstantSource.system();
        int selectors = settings.selectors() == 0 ? Runtime.getRuntime().availableProcessors() : settings.selectors();
        plane = new ControlPlane(selectors, Math.max(2, Runtime.getRuntime().availableProcessors()));
        workers = new Slots(threads, settings.workers());
        logins = new WorkerThreads("staithe-login-", settings.logins());
        transfers = new DataTransferProcess(threads, settings.transfers(), settings.buffers(), clock);
        whiteboards = Whiteboards.of(context, () -> settings, calls);
        tlsProviders = new TlsProviders(whiteboards.tlsProviders());
        notifier = new Notifier(whiteboards.listeners());
        CommandTable verbs = new CommandTable(whiteboards.commands(), () -> settings.grace());
        CommandTimes times = new CommandTimes();
        Dispatcher dispatcher = new Dispatcher(verbs, times);
        facilities =
                new Facilities(workers, logins, timers, transfers, dispatcher, notifier, table, () -> settings.grace());
        swaps = new Swaps(() -> settings.grace(), clock, new SwapEvents(context)::post);
        status = new Status(whiteboards, table, calls, swaps, new Problems(context));
        Login login = new Login(whiteboards.authenticators(), whiteboards.userStores(), whiteboards.backends(), clock);
        LoginThrottle throttle = new LoginThrottle(clock, () -> settings.loginFailures());
        verbs.add(new LoginVerbs(login, throttle, table, notifier, workers).entries());
        DataVerbs data = new DataVerbs(whiteboards.passivePolicies(), whiteboards.activePolicies());
        verbs.add(data.entries());
        verbs.add(ParameterVerbs.entries());
        verbs.add(SecurityVerbs.entries());
        verbs.add(new InformationVerbs(verbs).entries());
        calls.onSlow(plane::replace);
        calls.onGivingUp(this::giveUp);
        whiteboards.all().forEach(whiteboard -> whiteboard.onDeparted(departure -> swaps.left(whiteboard, departure)));
        whiteboards.backends().onDeparture(this::forget);
        whiteboards.open();
        transfers.uploadsWithoutCopy(settings.zeroCopy());
        timers.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        offered = List.of(
                context.registerService(SessionControl.class, operations, null),
                context.registerService(ServerStatus.class, status, null),
                context.registerService(
                        Measurements.class, new Measured(times, whiteboards, status::listenerStates, throttle), null),
                context.registerService(
                        PolicyTrial.class,
                        new Rules(
                                listener -> status.listener(listener).map(Status.State::settings),
                                listener ->
                                        status.listener(listener).orElseThrow().address(),
                                login,
                                dispatcher,
                                data),
                        null));
        log.info(
                "The server is ready: {} selectors, {} workers, {} transfers",
                selectors,
                settings.workers(),
                settings.transfers());
    }

    /** A wrong value leaves everything as it was. */
    @Modified
    void modified(ServerConfig config) {
        ServerSettings next = ServerSettings.of(config);
        if (next.selectors() != settings.selectors() || next.transfers() != settings.transfers()) {
            log.warn("selectors and transfers are read when the server starts; the new values apply from then on");
        }
        workers.resize(next.workers());
        logins.resize(next.logins());
        settings = next;
        transfers.uploadsWithoutCopy(settings.zeroCopy());
        log.info(
                "The server is reconfigured; {} sessions and {} listeners go on",
                table.all().size(),
                status.listeners().size());
    }

    @Deactivate
    void stop() throws InterruptedException {
        operations.closeForGood();
        SessionControl.Drain drain = operations.drain(settings.drain());
        offered.forEach(ServiceRegistration::unregister);
        plane.close();
        whiteboards.close();
        transfers.close();
        timers.shutdownNow();
        logins.stop();
        workers.stop();
        threads.shutdownNow();
        notifier.close();
        log.info("The server has stopped: {}", drain);
    }

    ControlPlane plane() {
        return plane;
    }

    /** Makes the TLS of a listener. */
    Optional<TlsEndpoint> tls(TlsSettings wanted, String listener) {
        return wanted.offered()
                ? Optional.of(new TlsEndpoint(wanted, whiteboards.tlsMaterials(), tlsProviders, listener))
                : Optional.empty();
    }

    Status status() {
        return status;
    }

    int sessionsOf(String listener) {
        return table.sessionsOf(listener);
    }

    ScheduledThreadPoolExecutor timers() {
        return timers;
    }

    Reception reception(Supplier<ListenerSettings> listener) {
        return new Reception(facilities, listener, operations::closing);
    }

    private void forget(Berth<FileSystemBackend> backend) {
        for (Conversation conversation : table.all()) {
            if (conversation.session().phase() instanceof Ready ready) {
                ready.tree().forget(backend);
            }
        }
    }

    /** A thread hangs in a plugin: another one takes its place, and whoever waits for it is answered. */
    private void giveUp(Thread hung, List<Call> inside) {
        if (plane.giveUp(hung, () -> giveUp(inside)) || transfers.giveUp(hung, () -> giveUp(inside))) {
            return;
        }
        workers.replace(hung);
        logins.replace(hung);
        for (Conversation conversation : table.all()) {
            if (conversation.giveUp(hung, inside)) {
                return;
            }
        }
    }

    private static boolean giveUp(List<Call> calls) {
        boolean any = false;
        for (Call call : calls) {
            any |= call.giveUp();
        }
        return any;
    }

    private void tick() {
        long now = System.nanoTime();
        try {
            calls.check(now, TICK);
            swaps.check();
        } catch (RuntimeException | LinkageError e) {
            log.error("Plugins could not be checked", e);
        }
        for (Conversation conversation : table.all()) {
            try {
                conversation.check(now);
            } catch (RuntimeException e) {
                log.error(
                        "Session {} could not be checked",
                        conversation.session().id(),
                        e);
            }
        }
    }
}
