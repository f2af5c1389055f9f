// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.staithe.tls.TlsIdentity;

/** The keys of one side of a connection; an alias is the place in the list. */
final class ListedKeys extends X509ExtendedKeyManager {

    private final List<TlsIdentity> identities;

    /** The engines that a server's keys were asked with. */
    final List<SSLEngine> asking = new ArrayList<>();

    ListedKeys(List<TlsIdentity> identities) {
        this.identities = identities;
    }

    private @Nullable String alias(String type) {
        for (int i = 0; i < identities.size(); i++) {
            if (identities.get(i).key().getAlgorithm().equals(type)) {
                return Integer.toString(i);
            }
        }
        return null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String type, Principal @Nullable [] issuers, SSLEngine engine) {
        asking.add(engine);
        return alias(type);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(String[] types, Principal @Nullable [] issuers, SSLEngine engine) {
        return identities.isEmpty() ? null : "0";
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return identities.get(Integer.parseInt(alias)).chain().toArray(new X509Certificate[0]);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return identities.get(Integer.parseInt(alias)).key();
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
        throw new UnsupportedOperationException();
    }
}
