// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import java.io.Closeable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.tls.TlsIdentity;

/** The material of one configuration: what its files hold, by name, and the thread that looks at them. */
final class WatchedMaterial implements Closeable {

    private static final Logger log = LoggerFactory.getLogger(WatchedMaterial.class);

    private final CheckedConfig config;
    private final InstantSource clock;
    private final List<Watched<List<NamedIdentity>>> keys;
    private final Optional<Watched<ClientTrust>> trust;
    private final ExpiryWarnings warnings = new ExpiryWarnings();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "TLS files");
        thread.setDaemon(true);
        return thread;
    });

    private WatchedMaterial(
            CheckedConfig config,
            InstantSource clock,
            List<Watched<List<NamedIdentity>>> keys,
            Optional<Watched<ClientTrust>> trust) {
        this.config = config;
        this.clock = clock;
        this.keys = keys;
        this.trust = trust;
    }

    /** What the files hold, if anything: those that are missing or broken are waited for. */
    static WatchedMaterial of(CheckedConfig config, InstantSource clock) {
        SelfSigned.makeIfMissing(config, clock);
        return new WatchedMaterial(
                config,
                clock,
                config.keys().stream()
                        .map(source -> new Watched<>(source, clock.instant()))
                        .toList(),
                config.trust().map(source -> new Watched<>(source, clock.instant())));
    }

    /**
     * The material of another configuration. What both name keeps its last good content.
     *
     * @throws IllegalArgumentException if files that are named now for the first time cannot be used, while there is
     *     something that can
     */
    WatchedMaterial changedTo(CheckedConfig changed) {
        SelfSigned.makeIfMissing(changed, clock);
        List<Watched<List<NamedIdentity>>> nextKeys = new ArrayList<>();
        for (KeySource source : changed.keys()) {
            nextKeys.add(carriedOver(keys, source));
        }
        Optional<Watched<ClientTrust>> nextTrust =
                changed.trust().map(source -> carriedOver(trust.stream().toList(), source));
        return new WatchedMaterial(changed, clock, nextKeys, nextTrust);
    }

    /** Begins to look at the files. */
    void begin() {
        long millis = config.check().toMillis();
        looking.scheduleWithFixedDelay(this::look, 0, millis, TimeUnit.MILLISECONDS);
    }

    /** Returns when nobody looks at the files any more. */
    @Override
    public void close() {
        looking.shutdownNow();
        try {
            if (!looking.awaitTermination(10, TimeUnit.SECONDS)) {
                log.warn("TLS: a file takes more than 10 s to be read: {}", config.keys());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    List<TlsIdentity> identities(String listener, Optional<String> serverName) {
        if (!config.servesListener(listener)) {
            return List.of();
        }
        List<NamedIdentity> all = all();
        List<NamedIdentity> fitting = serverName
                .map(name -> all.stream()
                        .filter(identity -> identity.names().match(name))
                        .toList())
                .orElse(List.of());
        if (fitting.isEmpty() && config.fallback() && !all.isEmpty()) {
            NamedIdentity first = all.get(0);
            fitting = all.stream()
                    .filter(other -> other.equals(first) || other.names().shareAnyWith(first.names()))
                    .toList();
        }
        return fitting.stream()
                .sorted(Comparator.comparing(identity -> !identity.ec()))
                .map(NamedIdentity::identity)
                .toList();
    }

    List<TlsIdentity> all(String listener) {
        return config.servesListener(listener)
                ? all().stream().map(NamedIdentity::identity).toList()
                : List.of();
    }

    Optional<X509TrustManager> clientTrust(String listener) {
        return trust.filter(watched -> config.servesListener(listener))
                .map(watched -> watched.content().map(ClientTrust::manager).orElse(ClientTrust.NOBODY));
    }

    private List<NamedIdentity> all() {
        return keys.stream()
                .flatMap(watched -> watched.content().stream())
                .flatMap(List::stream)
                .toList();
    }

    private <T> Watched<T> carriedOver(List<Watched<T>> old, Source<T> source) {
        for (Watched<T> watched : old) {
            if (watched.source().equals(source)) {
                return watched;
            }
        }
        Watched<T> fresh = new Watched<>(source, clock.instant());
        boolean inUse = !all().isEmpty() || trust.flatMap(Watched::content).isPresent();
        if (inUse && !fresh.complaint().isEmpty()) {
            throw new IllegalArgumentException("the changed configuration is not used: " + fresh.complaint()
                    + "; name files that can be used at once");
        }
        return fresh;
    }

    private void look() {
        try {
            boolean changed = false;
            for (Watched<?> watched : keys) {
                changed |= watched.look(clock.instant());
            }
            for (Watched<?> watched : trust.stream().toList()) {
                changed |= watched.look(clock.instant());
            }
            warnings.tell(
                    all(),
                    trust.flatMap(Watched::content)
                            .map(ClientTrust::revocations)
                            .orElse(List.of()),
                    changed,
                    clock.instant());
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            log.error("TLS: looking at the files of {} failed", config.keys(), e);
        }
    }
}
