// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.core.internal.whiteboard.Berth;
import org.staithe.core.internal.whiteboard.GivenUp;
import org.staithe.core.internal.whiteboard.Lease;
import org.staithe.core.internal.whiteboard.Whiteboard;
import org.staithe.tls.TlsIdentity;
import org.staithe.tls.TlsMaterial;

/**
 * Asks the plugins for a certificate at each handshake, so that a new one is shown from the next handshake on.
 *
 * <p>While a plugin is being replaced, or is left alone because it hangs, what it gave last is shown: a handshake cannot
 * wait.
 *
 * <p>JSSE chooses an alias first and asks for key and chain by it later. An alias here stands for an identity that a
 * plugin gave; the last few are remembered for the handshakes that are under way. Safe for concurrent use.
 */
final class LiveKeys extends X509ExtendedKeyManager {

    private static final Logger log = LoggerFactory.getLogger(LiveKeys.class);
    private static final int UNDER_WAY = 4096;
    private static final int NAMES = 256;

    private final Whiteboard<TlsMaterial> materials;
    private final String listener;
    private final Map<SSLEngine, String> hosts = Collections.synchronizedMap(new WeakHashMap<>());
    private final Map<SSLEngine, List<TlsIdentity>> handshakes = Collections.synchronizedMap(new WeakHashMap<>());
    private final Map<TlsIdentity, String> aliases = new WeakHashMap<>(); // guarded by chosen
    private final Map<String, TlsIdentity> chosen = new LinkedHashMap<>() { // guarded by itself
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, TlsIdentity> eldest) {
                    return size() > UNDER_WAY;
                }
            };

    private long lastAlias; // guarded by chosen
    private volatile List<TlsIdentity> seen = List.of();

    private final Map<Optional<String>, List<TlsIdentity>> last = new LinkedHashMap<>() { // guarded by itself
                @Override
                protected boolean removeEldestEntry(Map.Entry<Optional<String>, List<TlsIdentity>> eldest) {
                    return size() > NAMES;
                }
            };

    LiveKeys(Whiteboard<TlsMaterial> materials, String listener) {
        this.materials = materials;
        this.listener = listener;
    }

    /** Whether there is anything to show, whatever the name. */
    boolean ready() {
        boolean unnamed = !identities(Optional.empty()).isEmpty();
        boolean named = !all().isEmpty(); // asked in any case: then all keys have been seen
        if (unnamed || named) {
            return true;
        }
        synchronized (last) {
            return mayComeBack() && !last.isEmpty();
        }
    }

    /** Whether somebody cannot be asked just now. */
    private boolean mayComeBack() {
        return materials.justLeft() || materials.berths().stream().anyMatch(berth -> !berth.isWell());
    }

    /** All that can be shown now, whatever the name. */
    List<TlsIdentity> all() {
        List<TlsIdentity> given = materials.berths().stream()
                .flatMap(berth -> all(berth).stream())
                .toList();
        seen = given;
        return given;
    }

    /** What may be shown as far as it was asked for already; asks nobody. */
    List<TlsIdentity> seen() {
        synchronized (last) {
            return Stream.concat(seen.stream(), last.values().stream().flatMap(List::stream))
                    .distinct()
                    .toList();
        }
    }

    private List<TlsIdentity> all(Berth<TlsMaterial> berth) {
        Optional<Lease<TlsMaterial>> leased = berth.lease();
        if (leased.isEmpty()) {
            return List.of();
        }
        try (Lease<TlsMaterial> lease = leased.get()) {
            return lease.call("all", one -> one.all(listener));
        } catch (GivenUp late) {
            throw late;
        } catch (RuntimeException | Error e) {
            log.error("TLS material of {} failed", berth, e);
            return List.of();
        }
    }

    /** What would be shown for this name now. */
    List<TlsIdentity> identities(Optional<String> serverName) {
        Answer answer = ask(serverName);
        List<TlsIdentity> given = answer.given();
        synchronized (last) {
            if (!given.isEmpty()) {
                last.put(serverName, given);
            } else if (!answer.everybodyWasAsked() || mayComeBack()) {
                return last.getOrDefault(serverName, last.getOrDefault(Optional.<String>empty(), List.of()));
            } else {
                last.remove(serverName);
            }
        }
        return given;
    }

    /** Who could not be asked may be well again the next moment. */
    private record Answer(List<TlsIdentity> given, boolean everybodyWasAsked) {}

    private Answer ask(Optional<String> serverName) {
        boolean everybody = true;
        for (Berth<TlsMaterial> berth : materials.berths()) {
            Optional<Lease<TlsMaterial>> leased = berth.lease();
            if (leased.isEmpty()) {
                everybody = false;
                continue;
            }
            try (Lease<TlsMaterial> lease = leased.get()) {
                List<TlsIdentity> given = lease.call("identities", one -> one.identities(listener, serverName));
                if (!given.isEmpty()) {
                    return new Answer(given, true);
                }
            } catch (GivenUp late) {
                throw late;
            } catch (RuntimeException | Error e) {
                log.error("TLS material of {} failed", berth, e);
            }
        }
        return new Answer(List.of(), everybody);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        for (TlsIdentity identity : identities(engine)) {
            if (identity.key().getAlgorithm().equals(keyType)) {
                return alias(identity);
            }
        }
        return null;
    }

    private String alias(TlsIdentity identity) {
        synchronized (chosen) {
            String alias = aliases.computeIfAbsent(identity, first -> Long.toString(++lastAlias));
            chosen.put(alias, identity);
            return alias;
        }
    }

    /** An engine is about to shake hands with a client that has said this by {@code HOST}. */
    void begin(SSLEngine engine, Optional<String> host) {
        host.ifPresent(name -> hosts.put(engine, name.toLowerCase(Locale.ROOT)));
    }

    /** To restore a session from a ticket, too, the JDK asks for the certificate: so nobody is asked once more. */
    void showTheSame(SSLEngine data, SSLEngine control) {
        List<TlsIdentity> shown = handshakes.get(control);
        if (shown != null) {
            handshakes.put(data, shown);
        }
    }

    /** The same for all that a handshake asks: between one key type and the next, the certificate may be replaced. */
    private List<TlsIdentity> identities(SSLEngine engine) {
        List<TlsIdentity> known = handshakes.get(engine);
        if (known == null) {
            known = identities(serverName(engine));
            handshakes.put(engine, known);
        }
        return known;
    }

    /** What the client asks for by SNI, or has asked for by {@code HOST} before {@code AUTH} (RFC 7151 section 3.2). */
    private Optional<String> serverName(SSLEngine engine) {
        if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
            for (SNIServerName name : session.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return Optional.of(host.getAsciiName().toLowerCase(Locale.ROOT));
                }
            }
        }
        return Optional.ofNullable(hosts.get(engine));
    }

    private @Nullable TlsIdentity find(String alias) {
        synchronized (chosen) {
            return chosen.get(alias);
        }
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        TlsIdentity identity = find(alias);
        return identity == null ? null : identity.chain().toArray(new X509Certificate[0]);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        TlsIdentity identity = find(alias);
        return identity == null ? null : identity.key();
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null; // only engines are used
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
