// SPDX-License-Identifier: Apache-2.0
package org.staithe.dataport.passive.internal;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An advertised address that has a DNS name, for a connection whose address changes. Looked up on a thread of its own;
 * clients are told the last good answer.
 */
final class AdvertisedName implements Advertised, AutoCloseable {

    /** Asks for the addresses of a name; may block. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    private static final Logger log = LoggerFactory.getLogger(AdvertisedName.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final String name;
    private final Duration refresh;
    private final Lookup lookup;
    private final ScheduledExecutorService thread;
    private volatile @Nullable InetAddress answer; // written by the look-up thread only
    private boolean failing; // look-up thread only

    AdvertisedName(String name, Duration refresh, Lookup lookup) {
        this(name, refresh, lookup, null);
    }

    private AdvertisedName(String name, Duration refresh, Lookup lookup, @Nullable InetAddress known) {
        this.name = name;
        this.refresh = refresh;
        this.lookup = lookup;
        this.answer = known;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "staithe-advertise-" + name);
            made.setDaemon(true);
            return made;
        });
        thread.execute(this::lookUp);
    }

    /** The same where nothing differs; what is known of a name stays known. */
    AdvertisedName changedTo(String nextName, Duration nextRefresh) {
        if (nextName.equals(name)) {
            return nextRefresh.equals(refresh) ? this : new AdvertisedName(name, nextRefresh, lookup, answer);
        }
        return new AdvertisedName(nextName, nextRefresh, lookup);
    }

    /** Empty until the DNS has answered. */
    Optional<InetAddress> known() {
        return Optional.ofNullable(answer);
    }

    @Override
    public InetAddress address(InetAddress bound) throws IOException {
        InetAddress known = answer;
        if (known == null) {
            throw new IOException("the address of advertise = '" + name + "' is not known yet");
        }
        return known;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void lookUp() {
        Duration next = refresh;
        try {
            InetAddress found = Arrays.stream(lookup.addresses(name))
                    .filter(Inet4Address.class::isInstance)
                    .findFirst()
                    .orElseThrow(() -> new UnknownHostException(name + " has no IPv4 address"));
            if (failing || !found.equals(answer)) {
                log.info("PASV tells clients {}, the address of {}", found.getHostAddress(), name);
            }
            answer = found;
            failing = false;
        } catch (UnknownHostException | RuntimeException e) {
            next = refresh.compareTo(RETRY) < 0 ? refresh : RETRY;
            warn(e);
        }
        if (!thread.isShutdown()) {
            again(next);
        }
    }

    private void warn(Exception e) {
        if (failing) {
            return; // said when it began
        }
        failing = true;
        InetAddress known = answer;
        String meanwhile = known == null ? "PASV is answered 425" : "clients are told " + known.getHostAddress();
        log.warn(
                "The DNS does not answer for advertise = '{}' ({}); until it does, {}",
                name,
                e.getMessage(),
                meanwhile);
    }

    private void again(Duration delay) {
        try {
            thread.schedule(this::lookUp, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("No more look-ups of {}: stopped", name);
        }
    }
}
