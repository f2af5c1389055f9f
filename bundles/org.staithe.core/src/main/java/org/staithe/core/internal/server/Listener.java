// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.core.internal.control.ControlListener;
import org.staithe.core.internal.session.ListenerSettings;
import org.staithe.core.internal.session.Reception;
import org.staithe.core.internal.tls.TlsEndpoint;

/**
 * One address and port that clients connect to. Its sessions outlive it: moving or removing it stops accepting only.
 *
 * <p>A change is applied in place and only if it holds: with a wrong value, or a port that is taken, the listener goes
 * on as before.
 */
@Component(
        service = Listener.class,
        immediate = true,
        configurationPid = "org.staithe.core.listener",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ListenerConfig.class, factory = true)
public final class Listener {

    private static final Logger log = LoggerFactory.getLogger(Listener.class);
    private static final long RETRY_SECONDS = 5;

    private final Server server;
    private final Supplier<Status.State> state = this::state;
    private volatile CheckedListener checked; // these are written under this object's lock
    private volatile ListenerSettings settings;
    private volatile @Nullable ControlListener accepting;
    private volatile @Nullable String problem;
    private @Nullable ScheduledFuture<?> retry;
    private boolean stopped;

    @Activate
    public Listener(@Reference Server server, ListenerConfig config) {
        this.server = server;
        this.checked = CheckedListener.of(config);
        this.settings = checked.settings(server.tls(checked.tls(), config.name()));
        listen();
        server.status().add(settings.name(), state);
    }

    @Modified
    synchronized void modified(ListenerConfig config) throws IOException {
        CheckedListener next = CheckedListener.of(config);
        ListenerSettings nextSettings = next.settings(endpoint(next));
        if (accepting == null || !next.acceptsLike(checked)) {
            if (next.address().equals(checked.address()) && next.address().getPort() != 0) {
                close(accepting); // a port cannot be bound twice
            }
            ControlListener opened = open(next);
            close(accepting);
            accepting = opened;
            problem = null;
            log.info("Listener {} is at {} now", nextSettings.name(), opened.address());
        }
        server.status().remove(settings.name(), state);
        checked = next;
        settings = nextSettings;
        server.status().add(settings.name(), state);
        log.info("Listener {} is reconfigured; {} sessions go on", settings.name(), server.sessionsOf(settings.name()));
    }

    /** The endpoint is kept while its settings are the same, so that TLS sessions can still be resumed. */
    private Optional<TlsEndpoint> endpoint(CheckedListener next) {
        return next.tls().equals(checked.tls())
                ? settings.tls()
                : server.tls(next.tls(), next.config().name());
    }

    @Deactivate
    synchronized void stop() {
        stopped = true;
        if (retry != null) {
            retry.cancel(false);
        }
        close(accepting);
        server.status().remove(settings.name(), state);
        log.info("Listener {} does not accept any more", settings.name());
    }

    /** Accepts; if that is not possible now, tries again from time to time. */
    private synchronized void listen() {
        if (stopped || accepting != null) {
            return;
        }
        try {
            ControlListener opened = open(checked);
            accepting = opened;
            problem = null;
            log.info("Listener {} is at {}", settings.name(), opened.address());
        } catch (IOException e) {
            if (problem == null) {
                log.error(
                        "Listener {} cannot listen on {}: {}; trying again every {} s",
                        settings.name(),
                        checked.address(),
                        e.getMessage(),
                        RETRY_SECONDS);
            }
            problem = "cannot listen on " + checked.address() + ": " + e.getMessage();
            retry = server.timers().schedule(this::listen, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private ControlListener open(CheckedListener where) throws IOException {
        Reception reception = server.reception(() -> settings);
        return server.plane().listen(where.address(), where.backlog(), reception);
    }

    private static void close(@Nullable ControlListener former) {
        if (former != null) {
            former.close();
        }
    }

    private Status.State state() {
        ControlListener now = accepting;
        return new Status.State(
                now == null ? checked.address() : now.address(),
                Optional.ofNullable(problem),
                settings,
                settings.tls().map(tls -> tls.resumptions().byNetwork()).orElse(Map.of()));
    }
}
