// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.auth.Network;
import org.staithe.core.internal.control.ControlListener;
import org.staithe.core.internal.session.ListenerSettings;

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
@Designate(ocd = Listener.Config.class, factory = true)
public final class Listener {

    private static final Logger log = LoggerFactory.getLogger(Listener.class);
    private static final long RETRY_SECONDS = 5;

    private final Server server;
    private final Supplier<Status.State> state = this::state;
    private volatile Place place; // these are written under this object's lock
    private volatile ListenerSettings settings;
    private volatile @Nullable ControlListener accepting;
    private volatile @Nullable String problem;
    private @Nullable ScheduledFuture<?> retry;
    private boolean stopped;

    /** Where to accept. */
    private record Place(InetSocketAddress address, int backlog) {}

    @ObjectClassDefinition(name = "Staithe listener", description = "An address and port that clients connect to")
    public @interface Config {
        @AttributeDefinition(description = "Name of the listener; plugins and logs refer to it")
        String name() default "default";

        @AttributeDefinition(description = "Address of this machine to listen on; 0.0.0.0 or :: for all of them")
        String address() default "127.0.0.1";

        @AttributeDefinition(description = "Port; 0 lets the system choose", min = "0", max = "65535")
        int port() default 2121;

        @AttributeDefinition(description = "Connections that may wait to be accepted", min = "1", max = "65535")
        int backlog() default 1024;

        @AttributeDefinition(description = "Text of the greeting")
        String banner() default "FTP server ready.";

        @AttributeDefinition(description = "Seconds without a command until a session ends", min = "1", max = "86400")
        int idle_seconds() default 300;

        @AttributeDefinition(description = "Seconds from connecting to being logged in", min = "1", max = "3600")
        int login_seconds() default 60;

        @AttributeDefinition(
                description = "Seconds that a data connection may take to come about",
                min = "1",
                max = "600")
        int connect_seconds() default 30;

        @AttributeDefinition(description = "Seconds that a transfer may make no progress", min = "1", max = "86400")
        int stall_seconds() default 120;

        @AttributeDefinition(description = "Sessions at the same time; 0: no limit", min = "0")
        int sessions() default 10_000;

        @AttributeDefinition(description = "Sessions of one address at the same time; 0: no limit", min = "0")
        int sessions_per_address() default 0;

        @AttributeDefinition(
                description = "Networks that may connect, such as 192.0.2.0/24; none: all",
                required = false)
        String[] allow() default {};

        @AttributeDefinition(description = "Networks that may not connect, even if allowed", required = false)
        String[] deny() default {};
    }

    @Activate
    public Listener(@Reference Server server, Config config) {
        this.server = server;
        this.place = place(config);
        this.settings = settings(config);
        listen();
        server.status().add(settings.name(), state);
    }

    @Modified
    synchronized void modified(Config config) throws IOException {
        Place next = place(config);
        ListenerSettings nextSettings = settings(config);
        if (!next.equals(place) || accepting == null) {
            ControlListener opened = open(next);
            ControlListener former = accepting;
            accepting = opened;
            problem = null;
            place = next;
            close(former);
            log.info("Listener {} is at {} now", nextSettings.name(), opened.address());
        }
        server.status().remove(settings.name(), state);
        settings = nextSettings;
        server.status().add(settings.name(), state);
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
            ControlListener opened = open(place);
            accepting = opened;
            problem = null;
            log.info("Listener {} is at {}", settings.name(), opened.address());
        } catch (IOException e) {
            problem = "cannot listen on " + place.address() + ": " + e.getMessage();
            log.error("Listener {} {}; trying again every {} s", settings.name(), problem, RETRY_SECONDS);
            retry = server.timers().schedule(this::listen, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private ControlListener open(Place where) throws IOException {
        return server.plane().listen(where.address(), where.backlog(), server.reception(() -> settings));
    }

    private static void close(@Nullable ControlListener former) {
        if (former != null) {
            former.close();
        }
    }

    private Status.State state() {
        ControlListener now = accepting;
        return new Status.State(now == null ? place.address() : now.address(), Optional.ofNullable(problem));
    }

    private static Place place(Config config) {
        InetAddress address;
        try {
            address = InetAddress.getByName(config.address());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "address = " + config.address() + " is not allowed: it must be an address of this machine", e);
        }
        return new Place(
                new InetSocketAddress(address, Bounds.check("port", config.port(), 0, 65_535)),
                Bounds.check("backlog", config.backlog(), 1, 65_535));
    }

    private static ListenerSettings settings(Config config) {
        if (config.name().isBlank()) {
            throw new IllegalArgumentException("name is empty: it must name the listener");
        }
        return new ListenerSettings(
                config.name(),
                config.banner(),
                seconds("idle.seconds", config.idle_seconds(), 86_400),
                seconds("login.seconds", config.login_seconds(), 3600),
                seconds("connect.seconds", config.connect_seconds(), 600),
                seconds("stall.seconds", config.stall_seconds(), 86_400),
                Bounds.check("sessions", config.sessions(), 0, Integer.MAX_VALUE),
                Bounds.check("sessions.per.address", config.sessions_per_address(), 0, Integer.MAX_VALUE),
                networks("allow", config.allow()),
                networks("deny", config.deny()));
    }

    private static Duration seconds(String key, int value, int most) {
        return Duration.ofSeconds(Bounds.check(key, value, 1, most));
    }

    private static List<Network> networks(String key, String[] values) {
        try {
            return Arrays.stream(values)
                    .flatMap(value -> Arrays.stream(value.split("[,\\s]+")))
                    .filter(value -> !value.isEmpty())
                    .map(Network::of)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }
}
