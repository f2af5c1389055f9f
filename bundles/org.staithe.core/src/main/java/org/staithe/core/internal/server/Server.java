// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.core.internal.control.ControlPlane;
import org.staithe.core.internal.dispatch.CommandTable;
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
import org.staithe.core.internal.tls.TlsEndpoint;
import org.staithe.core.internal.tls.TlsSettings;
import org.staithe.core.internal.verbs.DataVerbs;
import org.staithe.core.internal.verbs.InformationVerbs;
import org.staithe.core.internal.verbs.LoginVerbs;
import org.staithe.core.internal.verbs.ParameterVerbs;
import org.staithe.core.internal.verbs.SecurityVerbs;
import org.staithe.core.internal.whiteboard.Berth;
import org.staithe.filesystem.FileSystemBackend;
import org.staithe.session.ServerStatus;
import org.staithe.session.SessionControl;

/** Everything that lasts: threads, sessions, the table of verbs, the leases. Listeners come and go beside it. */
@Component(service = Server.class, configurationPid = "org.staithe.core")
@Designate(ocd = Server.Config.class)
public final class Server {

    private static final Logger log = LoggerFactory.getLogger(Server.class);
    private static final Duration TICK = Duration.ofMillis(500);

    private final ControlPlane plane;
    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor timers = WorkerThreads.timers();
    private final DataTransferProcess transfers;
    private final SessionTable table = new SessionTable();
    private final Operations operations = new Operations(table);
    private final Whiteboards whiteboards;
    private final Notifier notifier;
    private final Facilities facilities;
    private final Status status;
    private final List<ServiceRegistration<?>> offered;
    private volatile Settings settings;

    @ObjectClassDefinition(name = "Staithe server", description = "Threads, and patience with plugins")
    public @interface Config {
        @AttributeDefinition(
                description = "Threads that watch control connections; 0: one for each processor. Read at start only",
                min = "0",
                max = "64")
        int selectors() default 0;

        @AttributeDefinition(
                description = "Commands that may touch files or users at the same time",
                min = "1",
                max = "10000")
        int workers() default 64;

        @AttributeDefinition(
                description = "Transfers at the same time; one more is answered 425. Read at start only",
                min = "1",
                max = "100000")
        int transfers() default 2000;

        @AttributeDefinition(
                description = "Seconds that a plugin which is replaced may take to end its calls and transfers",
                min = "0",
                max = "3600")
        int swap_patience_seconds() default 10;

        @AttributeDefinition(
                description = "Seconds that a command waits for a plugin which is being replaced",
                min = "0",
                max = "60")
        int swap_grace_seconds() default 2;

        @AttributeDefinition(
                description = "Seconds that transfers may go on when the server is stopped",
                min = "0",
                max = "3600")
        int drain_seconds() default 10;
    }

    /** The configuration, checked. */
    private record Settings(
            int selectors, int workers, int transfers, Duration patience, Duration grace, Duration drain) {
        static Settings of(Config config) {
            return new Settings(
                    Bounds.check("selectors", config.selectors(), 0, 64),
                    Bounds.check("workers", config.workers(), 1, 10_000),
                    Bounds.check("transfers", config.transfers(), 1, 100_000),
                    Duration.ofSeconds(Bounds.check("swap.patience.seconds", config.swap_patience_seconds(), 0, 3600)),
                    Duration.ofSeconds(Bounds.check("swap.grace.seconds", config.swap_grace_seconds(), 0, 60)),
                    Duration.ofSeconds(Bounds.check("drain.seconds", config.drain_seconds(), 0, 3600)));
        }
    }

    @Activate
    public Server(BundleContext context, Config config) throws IOException {
        settings = Settings.of(config);
        int selectors = settings.selectors() == 0 ? Runtime.getRuntime().availableProcessors() : settings.selectors();
        plane = new ControlPlane(selectors, Math.max(2, Runtime.getRuntime().availableProcessors()));
        workers = WorkerThreads.workers(settings.workers());
        transfers = new DataTransferProcess(settings.transfers());
        whiteboards = Whiteboards.of(context, () -> settings.patience());
        notifier = new Notifier(whiteboards.listeners());
        CommandTable verbs = new CommandTable(whiteboards.commands());
        facilities = new Facilities(
                workers, timers, transfers, new Dispatcher(verbs), notifier, table, () -> settings.grace());
        status = new Status(whiteboards, table);
        InstantSource clock = InstantSource.system();
        Login login = new Login(whiteboards.authenticators(), whiteboards.userStores(), whiteboards.backends(), clock);
        verbs.add(new LoginVerbs(login, new LoginThrottle(clock), table, notifier, workers).entries());
        verbs.add(new DataVerbs(whiteboards.passivePolicies(), whiteboards.activePolicies()).entries());
        verbs.add(ParameterVerbs.entries());
        verbs.add(SecurityVerbs.entries());
        verbs.add(new InformationVerbs(verbs).entries());
        whiteboards.backends().onDeparture(this::forget);
        whiteboards.open();
        timers.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        offered = List.of(
                context.registerService(SessionControl.class, operations, null),
                context.registerService(ServerStatus.class, status, null));
        log.info(
                "The server is ready: {} selectors, {} workers, {} transfers",
                selectors,
                settings.workers(),
                settings.transfers());
    }

    /** A wrong value leaves everything as it was. */
    @Modified
    void modified(Config config) {
        Settings next = Settings.of(config);
        if (next.selectors() != settings.selectors() || next.transfers() != settings.transfers()) {
            log.warn("selectors and transfers are read when the server starts; the new values apply from then on");
        }
        WorkerThreads.resize(workers, next.workers());
        settings = next;
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
        workers.shutdown();
        if (!workers.awaitTermination(2, TimeUnit.SECONDS)) {
            workers.shutdownNow();
        }
        notifier.close();
        log.info("The server has stopped: {}", drain);
    }

    ControlPlane plane() {
        return plane;
    }

    /** Makes the TLS of a listener. */
    Optional<TlsEndpoint> tls(TlsSettings wanted, String listener) {
        return wanted.offered()
                ? Optional.of(new TlsEndpoint(wanted, whiteboards.tlsMaterials(), listener))
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

    private void tick() {
        long now = System.nanoTime();
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
