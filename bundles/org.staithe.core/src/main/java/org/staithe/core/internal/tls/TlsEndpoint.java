// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.tls;

import java.net.InetSocketAddress;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.core.internal.whiteboard.Berth;
import org.staithe.core.internal.whiteboard.GivenUp;
import org.staithe.core.internal.whiteboard.Lease;
import org.staithe.core.internal.whiteboard.Whiteboard;
import org.staithe.tls.TlsContext;
import org.staithe.tls.TlsIdentity;
import org.staithe.tls.TlsMaterial;
import org.staithe.tls.TlsProvider;
import org.staithe.tls.TlsSession;

/**
 * The TLS of one listener. What implements it is chosen for each session; keys and trust are asked of the plugins at each
 * handshake. Safe for concurrent use.
 */
public final class TlsEndpoint {

    private static final Logger log = LoggerFactory.getLogger(TlsEndpoint.class);

    private final TlsSettings settings;
    private final String listener;
    private final LiveKeys keys;
    private final LiveTrust trust;
    private final TlsProviders providers;
    private final Map<Berth<TlsProvider>, Optional<TlsContext>> contexts = new ConcurrentHashMap<>();
    private final TlsContext jdk;
    private final Resumptions resumptions = new Resumptions();

    public TlsEndpoint(
            TlsSettings settings, Whiteboard<TlsMaterial> materials, TlsProviders providers, String listener) {
        this.settings = settings;
        this.listener = listener;
        this.keys = new LiveKeys(materials, listener);
        this.trust = new LiveTrust(materials, listener);
        this.providers = providers;
        this.jdk = new JdkContext(settings, keys, trust);
        NamedGroups.check(settings.groups());
        providers.add(this);
    }

    public TlsSettings settings() {
        return settings;
    }

    /** Whether there is a certificate to show. */
    public boolean ready() {
        return keys.ready();
    }

    /** What may be shown, each once. */
    public List<X509Certificate> certificates() {
        return keys.all().stream().map(TlsIdentity::certificate).distinct().toList();
    }

    /** What operators are told about the resumption of data connections. */
    public Resumptions resumptions() {
        return resumptions;
    }

    /** Begins the TLS of an FTP session, by the best implementation that can. May be called by a selector thread. */
    TlsSession session(InetSocketAddress client) {
        List<PrivateKey> shown = keys.seen().stream().map(TlsIdentity::key).toList();
        if (shown.isEmpty()) {
            return jdk.session(client); // it knows whatever comes
        }
        for (Berth<TlsProvider> berth : providers.berths()) {
            Optional<Lease<TlsProvider>> leased = berth.lease();
            if (leased.isPresent()) {
                try (Lease<TlsProvider> lease = leased.get()) {
                    Optional<TlsContext> context = context(lease);
                    if (context.isPresent()
                            && lease.call("knows", one -> shown.stream().allMatch(one::knows))) {
                        return lease.callPart("session", context.get(), one -> one.session(client));
                    }
                } catch (GivenUp late) {
                    throw late;
                } catch (RuntimeException | Error e) {
                    log.error("TLS of {} failed", berth, e);
                    contexts.putIfAbsent(berth, Optional.empty());
                }
            }
        }
        return jdk.session(client);
    }

    private Optional<TlsContext> context(Lease<TlsProvider> lease) {
        Optional<TlsContext> known = contexts.get(lease.berth());
        if (known != null) {
            return known;
        }
        Optional<TlsContext> made = lease.call("context", one -> one.context(settings, keys, trust));
        if (made.isEmpty()) {
            log.info("{} cannot do the TLS of listener {} as it is configured", lease.berth(), listener);
        }
        Optional<TlsContext> first = contexts.putIfAbsent(lease.berth(), made);
        return first == null ? made : first;
    }

    /** Keeps nothing of an implementation that leaves. */
    void forget(Berth<?> gone) {
        contexts.remove(gone);
    }

    /** A control connection is about to shake hands. */
    void begin(SSLEngine control, Optional<String> host) {
        keys.begin(control, host);
    }

    /** A data connection is about to: it shows what its control connection has shown, which some clients compare. */
    void begin(SSLEngine data, Optional<String> host, SSLEngine control) {
        keys.begin(data, host);
        keys.showTheSame(data, control);
    }
}
