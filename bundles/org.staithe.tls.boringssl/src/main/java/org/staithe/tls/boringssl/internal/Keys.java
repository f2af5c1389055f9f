// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.boringssl.internal;

import java.lang.ref.WeakReference;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** The server's keys: asked for what the client can verify, and with the engine that the server has, not with Netty's. */
final class Keys extends X509ExtendedKeyManager {

    private final X509ExtendedKeyManager keys;
    private final Suites suites;
    private final Map<SSLEngine, WeakReference<BoringSslEngine>> engines =
            Collections.synchronizedMap(new WeakHashMap<>());

    Keys(X509ExtendedKeyManager keys, Suites suites) {
        this.keys = keys;
        this.suites = suites;
    }

    /** Tells which of Netty's engines is in which of ours. */
    void add(SSLEngine netty, BoringSslEngine ours) {
        engines.put(netty, new WeakReference<>(ours));
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String type, Principal @Nullable [] issuers, SSLEngine engine) {
        WeakReference<BoringSslEngine> known = engines.get(engine);
        BoringSslEngine ours = known == null ? null : known.get();
        boolean fits = ours != null
                && ours.client().map(hello -> suites.canVerify(hello, type)).orElse(true);
        return fits ? keys.chooseEngineServerAlias(type, issuers, ours) : null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return keys.getCertificateChain(alias);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return keys.getPrivateKey(alias);
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null; // only engines are used
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
