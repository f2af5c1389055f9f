// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.tls;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.staithe.core.internal.whiteboard.Berth;
import org.staithe.core.internal.whiteboard.Whiteboard;
import org.staithe.tls.TlsProvider;

/** The plugins that implement TLS, for all listeners. Of one that leaves nothing is kept. */
public final class TlsProviders {

    private final Whiteboard<TlsProvider> plugins;
    private final Set<TlsEndpoint> endpoints = Collections.newSetFromMap(new WeakHashMap<>()); // guarded by this

    public TlsProviders(Whiteboard<TlsProvider> plugins) {
        this.plugins = plugins;
        plugins.onDeparted(departure -> forget(departure.berth())); // when nobody is about to make another context
    }

    List<Berth<TlsProvider>> berths() {
        return plugins.berths();
    }

    synchronized void add(TlsEndpoint endpoint) {
        endpoints.add(endpoint);
    }

    private synchronized void forget(Berth<?> gone) {
        endpoints.forEach(endpoint -> endpoint.forget(gone));
    }
}
