// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.staithe.auth.Authenticator;
import org.staithe.auth.UserStore;
import org.staithe.command.Command;
import org.staithe.core.internal.whiteboard.Whiteboard;
import org.staithe.data.ActivePortPolicy;
import org.staithe.data.PassivePortPolicy;
import org.staithe.filesystem.FileSystemBackend;
import org.staithe.session.SessionListener;
import org.staithe.tls.TlsMaterial;

/** One whiteboard for each kind of plugin. */
record Whiteboards(
        Whiteboard<Authenticator> authenticators,
        Whiteboard<UserStore> userStores,
        Whiteboard<FileSystemBackend> backends,
        Whiteboard<Command> commands,
        Whiteboard<PassivePortPolicy> passivePolicies,
        Whiteboard<ActivePortPolicy> activePolicies,
        Whiteboard<SessionListener> listeners,
        Whiteboard<TlsMaterial> tlsMaterials)
        implements AutoCloseable {

    static Whiteboards of(BundleContext context, Supplier<Duration> patience) {
        return new Whiteboards(
                new Whiteboard<>(context, Authenticator.class, patience),
                new Whiteboard<>(context, UserStore.class, patience),
                new Whiteboard<>(context, FileSystemBackend.class, patience),
                new Whiteboard<>(context, Command.class, patience),
                new Whiteboard<>(context, PassivePortPolicy.class, patience),
                new Whiteboard<>(context, ActivePortPolicy.class, patience),
                new Whiteboard<>(context, SessionListener.class, patience),
                new Whiteboard<>(context, TlsMaterial.class, patience));
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
                tlsMaterials);
    }

    void open() {
        all().forEach(Whiteboard::open);
    }

    @Override
    public void close() {
        all().forEach(Whiteboard::close);
    }
}
