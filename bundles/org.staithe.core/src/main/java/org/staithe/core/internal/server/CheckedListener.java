// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.staithe.auth.Network;
import org.staithe.auth.TlsRequirement;
import org.staithe.core.internal.session.ListenerSettings;
import org.staithe.core.internal.tls.TlsEndpoint;
import org.staithe.core.internal.tls.TlsSettings;
import org.staithe.core.internal.tls.TlsSettings.Resumption;
import org.staithe.tls.TlsParameters.ClientCertificate;

/** A listener's configuration, read and checked: every refusal names the key, the value and what is allowed. */
record CheckedListener(InetSocketAddress address, int backlog, ListenerConfig config, TlsSettings tls) {

    /** The words of the key {@code tls}. */
    private enum Tls {
        OFF,
        OPTIONAL,
        REQUIRED_LOGIN,
        REQUIRED_DATA
    }

    static CheckedListener of(ListenerConfig config) {
        InetAddress address;
        try {
            address = InetAddress.getByName(config.address());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "address = " + config.address() + " is not allowed: it must be an address of this machine", e);
        }
        if (config.name().isBlank()) {
            throw new IllegalArgumentException("name is empty: it must name the listener");
        }
        CheckedListener checked = new CheckedListener(
                new InetSocketAddress(address, Bounds.check("port", config.port(), 0, 65_535)),
                Bounds.check("backlog", config.backlog(), 1, 65_535),
                config,
                tlsOf(config));
        checked.settings(Optional.empty()); // refuses what is wrong in the rest
        return checked;
    }

    /** Whether it accepts at the same place, in the same way. */
    boolean acceptsLike(CheckedListener other) {
        boolean sameHandshake = !tls.implicit() && !other.tls.implicit() || tls.equals(other.tls);
        return address.equals(other.address) && backlog == other.backlog && sameHandshake;
    }

    ListenerSettings settings(Optional<TlsEndpoint> endpoint) {
        return new ListenerSettings(
                config.name(),
                config.banner(),
                seconds("idle.seconds", config.idle_seconds(), 86_400),
                seconds("login.seconds", config.login_seconds(), 3600),
                seconds("connect.seconds", config.connect_seconds(), 600),
                seconds("stall.seconds", config.stall_seconds(), 86_400),
                Bounds.check("sessions", config.sessions(), 0, Integer.MAX_VALUE),
                Bounds.check("sessions.reserved", config.sessions_reserved(), 0, 1000),
                Bounds.check("sessions.per.address", config.sessions_per_address(), 0, Integer.MAX_VALUE),
                networks("allow", config.allow()),
                networks("deny", config.deny()),
                endpoint);
    }

    private static TlsSettings tlsOf(ListenerConfig config) {
        Tls word = TlsSettings.word("tls", config.tls(), Tls.class);
        if (word == Tls.OFF) {
            if (config.tls_implicit()) {
                throw new IllegalArgumentException("tls.implicit = true needs tls to be other than off");
            }
            return TlsSettings.OFF;
        }
        TlsRequirement required =
                switch (word) {
                    case REQUIRED_LOGIN -> TlsRequirement.LOGIN;
                    case REQUIRED_DATA -> TlsRequirement.DATA;
                    default -> TlsRequirement.NONE;
                };
        return new TlsSettings(
                true,
                required,
                config.tls_implicit(),
                TlsSettings.protocols(words(config.tls_versions())),
                TlsSettings.suites(words(config.tls_suites())),
                words(config.tls_groups()),
                TlsSettings.word("tls.client.certificate", config.tls_client_certificate(), ClientCertificate.class),
                TlsSettings.word("tls.resumption", config.tls_resumption(), Resumption.class),
                config.tls_ccc());
    }

    private static Duration seconds(String key, int value, int most) {
        return Duration.ofSeconds(Bounds.check(key, value, 1, most));
    }

    private static List<Network> networks(String key, String[] values) {
        try {
            return words(values).stream().map(Network::of).toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    /** A list in a file comes as one string with commas, from the console as several. */
    private static List<String> words(String[] values) {
        return Arrays.stream(values)
                .flatMap(value -> Arrays.stream(value.split("[,\\s]+")))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
