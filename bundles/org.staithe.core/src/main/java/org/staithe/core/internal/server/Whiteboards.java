// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.staithe.auth.Authenticator;
import org.staithe.auth.UserStore;
import org.staithe.command.Command;
import org.staithe.core.internal.whiteboard.Bulkhead;
import org.staithe.core.internal.whiteboard.Calls;
import org.staithe.core.internal.whiteboard.Whiteboard;
import org.staithe.data.ActivePortPolicy;
import org.staithe.data.PassivePortPolicy;
import org.staithe.filesystem.FileSystemBackend;
import org.staithe.session.SessionListener;
import org.staithe.tls.TlsMaterial;
import org.staithe.tls.TlsProvider;

/** One whiteboard for each kind of plugin. */
record Whiteboards(
        Whiteboard<Authenticator> authenticators,
        Whiteboard<UserStore> userStores,
        Whiteboard<FileSystemBackend> backends,
        Whiteboard<Command> commands,
        Whiteboard<PassivePortPolicy> passivePolicies,
        Whiteboard<ActivePortPolicy> activePolicies,
        Whiteboard<SessionListener> listeners,
        Whiteboard<TlsMaterial> tlsMaterials,
        Whiteboard<TlsProvider> tlsProviders)
        implements AutoCloseable {

    static Whiteboards of(BundleContext context, Supplier<ServerSettings> settings, Calls calls) {
        Supplier<Duration> patience = () -> settings.get().patience();
        Supplier<Bulkhead> workers = () -> settings.get().workerCalls();
        Supplier<Bulkhead> logins = () -> settings.get().loginCalls();
        Supplier<Bulkhead> data = () -> workers.get().saying(425);
        Supplier<Bulkhead> handshakes = () -> workers.get().saying(431);
        Supplier<Bulkhead> own = () -> workers.get().withoutSeats(); // each has a thread of its own
        return new Whiteboards(
                new Whiteboard<>(context, Authenticator.class, patience, logins, calls),
                new Whiteboard<>(context, UserStore.class, patience, logins, calls),
                new Whiteboard<>(context, FileSystemBackend.class, patience, workers, calls),
                new Whiteboard<>(context, Command.class, patience, workers, calls),
                new Whiteboard<>(context, PassivePortPolicy.class, patience, data, calls),
                new Whiteboard<>(context, ActivePortPolicy.class, patience, data, calls),
                new Whiteboard<>(context, SessionListener.class, patience, own, calls),
                new Whiteboard<>(context, TlsMaterial.class, patience, handshakes, calls),
                new Whiteboard<>(context, TlsProvider.class, patience, handshakes, calls));
    }

    List<Whiteboard<?>> all() {
        return List.of(
                authenticators,
                userStores,
                backends,
                commands,
                passivePolicies,
                activePolicies,
                listeners,
                tlsMaterials,
                tlsProviders);
    }

    void open() {
        all().forEach(Whiteboard::open);
    }

    @Override
    public void close() {
        all().forEach(Whiteboard::close);
    }
}
