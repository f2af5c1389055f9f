// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.osgi.framework.Constants;
import org.staithe.core.internal.session.ListenerSettings;
import org.staithe.core.internal.session.SessionTable;
import org.staithe.core.internal.whiteboard.Berth;
import org.staithe.core.internal.whiteboard.ListenerTarget;
import org.staithe.filesystem.FileSystemBackend;
import org.staithe.session.ServerStatus;

/** What the server consists of, as operators see it. */
final class Status implements ServerStatus {

    private final Whiteboards whiteboards;
    private final SessionTable table;
    private final Map<String, Supplier<State>> listeners = new ConcurrentSkipListMap<>();

    /** Where a listener accepts, or why it does not. */
    record State(InetSocketAddress address, Optional<String> problem, ListenerSettings settings) {}

    private record Listener(String name, InetSocketAddress address, int sessions, Optional<String> problem)
            implements ListenerStatus {}

    private record Plugin(String kind, String name, String bundle, int ranking, int leases, long calls, long errors)
            implements PluginStatus {}

    Status(Whiteboards whiteboards, SessionTable table) {
        this.whiteboards = whiteboards;
        this.table = table;
    }

    void add(String listener, Supplier<State> state) {
        listeners.put(listener, state);
    }

    void remove(String listener, Supplier<State> state) {
        listeners.remove(listener, state);
    }

    @Override
    public List<ListenerStatus> listeners() {
        return listeners.entrySet().stream()
                .<ListenerStatus>map(entry -> {
                    State state = entry.getValue().get();
                    return new Listener(
                            entry.getKey(), state.address(), table.sessionsOf(entry.getKey()), state.problem());
                })
                .toList();
    }

    /** A listener as it is now. */
    Optional<State> listener(String name) {
        return Optional.ofNullable(listeners.get(name)).map(Supplier::get);
    }

    @Override
    public List<PluginStatus> plugins() {
        return whiteboards.all().stream()
                .flatMap(whiteboard -> whiteboard.berths().stream()
                        .<PluginStatus>map(berth -> new Plugin(
                                whiteboard.kind().getSimpleName(),
                                nameOf(berth),
                                berth.toString(),
                                berth.property(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0,
                                berth.leases(),
                                berth.calls(),
                                berth.errors())))
                .toList();
    }

    private static String listenersOf(Berth<?> berth) {
        Object listeners = berth.property(ListenerTarget.LISTENERS);
        if (listeners instanceof String[] many) {
            return many.length == 0 ? "" : "for " + String.join(", ", Arrays.asList(many));
        }
        return listeners == null ? "" : "for " + listeners;
    }

    private static String nameOf(Berth<?> berth) {
        Object verbs = berth.property("staithe.command.verb");
        if (verbs instanceof String[] many) {
            return String.join(", ", Arrays.asList(many));
        }
        Object name = verbs != null ? verbs : berth.property(FileSystemBackend.NAME);
        return name == null ? listenersOf(berth) : name.toString();
    }
}
