// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.core.internal.dispatch.CommandTimes;
import org.staithe.core.internal.login.LoginThrottle;
import org.staithe.core.internal.whiteboard.Berth;
import org.staithe.core.internal.whiteboard.Lease;
import org.staithe.data.PassivePortPolicy;
import org.staithe.data.PortUse;
import org.staithe.filesystem.FileSystemBackend;
import org.staithe.filesystem.Space;
import org.staithe.health.Measurements;
import org.staithe.session.ServerStatus.Breaker;

/** Reads the core's counters, and asks the plugins for theirs, each under a lease. */
final class Measured implements Measurements {

    private static final Logger log = LoggerFactory.getLogger(Measured.class);

    private final CommandTimes times;
    private final Whiteboards whiteboards;
    private final Supplier<List<Status.State>> listeners;
    private final LoginThrottle throttle;

    private record Ports(String policy, PortUse use) implements PassivePorts {}

    private record Place(String backend, Optional<Space> space, Optional<String> problem) implements Storage {}

    private record Shown(String listener, X509Certificate certificate) implements ShownCertificate {}

    Measured(
            CommandTimes times,
            Whiteboards whiteboards,
            Supplier<List<Status.State>> listeners,
            LoginThrottle throttle) {
        this.throttle = throttle;
        this.times = times;
        this.whiteboards = whiteboards;
        this.listeners = listeners;
    }

    @Override
    public List<CommandTime> commands() {
        return times.all();
    }

    @Override
    public List<PassivePorts> passivePorts() {
        return whiteboards.passivePolicies().berths().stream()
                .flatMap(berth -> use(berth).stream().map(use -> (PassivePorts) new Ports(policy(berth), use)))
                .toList();
    }

    @Override
    public List<Storage> storage() {
        return whiteboards.backends().berths().stream().map(Measured::storage).toList();
    }

    @Override
    public List<ShownCertificate> certificates() {
        return listeners.get().stream()
                .map(Status.State::settings)
                .flatMap(settings -> settings.tls().stream()
                        .flatMap(tls -> tls.certificates().stream())
                        .map(certificate -> (ShownCertificate) new Shown(settings.name(), certificate)))
                .toList();
    }

    @Override
    public int addressesShutOut() {
        return throttle.addressesShutOut();
    }

    private static String policy(Berth<?> berth) {
        return berth.property(Constants.SERVICE_PID) instanceof String pid ? pid : berth.toString();
    }

    private static Optional<PortUse> use(Berth<PassivePortPolicy> berth) {
        Optional<Lease<PassivePortPolicy>> leased = berth.lease();
        if (leased.isEmpty()) {
            return Optional.empty();
        }
        try (Lease<PassivePortPolicy> lease = leased.get()) {
            return lease.call("use", PassivePortPolicy::use);
        } catch (RuntimeException | Error e) { // of a plugin: its own fault, and noted there
            log.debug("{} does not say how it is used", berth, e);
            return Optional.empty();
        }
    }

    private static Storage storage(Berth<FileSystemBackend> berth) {
        String name = berth.name();
        Optional<Lease<FileSystemBackend>> leased = berth.breaker() == Breaker.OPEN ? Optional.empty() : berth.lease();
        if (leased.isEmpty()) {
            return new Place(name, Optional.empty(), Optional.of("it does not answer, and is left alone for now"));
        }
        try (Lease<FileSystemBackend> lease = leased.get()) {
            return new Place(name, lease.call("space", FileSystemBackend::space), Optional.empty());
        } catch (IOException | RuntimeException | Error e) {
            return new Place(name, Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
        }
    }
}
