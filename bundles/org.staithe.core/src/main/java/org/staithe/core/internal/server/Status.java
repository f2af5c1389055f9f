// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.framework.Constants;
import org.staithe.core.internal.session.ListenerSettings;
import org.staithe.core.internal.session.SessionTable;
import org.staithe.core.internal.tls.Resumptions;
import org.staithe.core.internal.whiteboard.Berth;
import org.staithe.core.internal.whiteboard.Call;
import org.staithe.core.internal.whiteboard.Calls;
import org.staithe.session.ServerStatus;

/** What the server consists of, as operators see it. */
final class Status implements ServerStatus {

    private final Whiteboards whiteboards;
    private final SessionTable table;
    private final Calls calls;
    private final Swaps swaps;
    private final Problems problems;
    private final Map<String, Supplier<State>> listeners = new ConcurrentSkipListMap<>();

    /** Where a listener accepts, or why it does not. */
    record State(
            InetSocketAddress address,
            Optional<String> problem,
            ListenerSettings settings,
            Map<String, Resumptions.Count> resumptions) {}

    private record Listener(String name, InetSocketAddress address, int sessions, Optional<String> problem)
            implements ListenerStatus {}

    private record Resumption(String listener, String network, long resumed, long others) implements ResumptionStatus {}

    private record Plugin(
            String kind,
            String name,
            String bundle,
            int ranking,
            int leases,
            long calls,
            long errors,
            Duration mean,
            Duration longest,
            Breaker breaker,
            int calling,
            List<HungCall> hung)
            implements PluginStatus {

        static Plugin of(Berth<?> berth) {
            return new Plugin(
                    berth.kind().getSimpleName(),
                    berth.name(),
                    berth.toString(),
                    berth.property(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0,
                    berth.leases(),
                    berth.record().calls(),
                    berth.record().errors(),
                    berth.record().mean(),
                    berth.record().longest(),
                    berth.breaker(),
                    berth.calls().size(),
                    berth.hung().stream().<HungCall>map(Hung::of).toList());
        }
    }

    private record Hung(String what, String thread, Duration since, List<StackTraceElement> stack) implements HungCall {
        static Hung of(Call call) {
            return new Hung(
                    call.what(),
                    call.thread().getName(),
                    call.age(System.nanoTime()),
                    List.of(call.thread().getStackTrace()));
        }
    }

    Status(Whiteboards whiteboards, SessionTable table, Calls calls, Swaps swaps, Problems problems) {
        this.swaps = swaps;
        this.calls = calls;
        this.problems = problems;
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

    /** All listeners as they are now. */
    List<State> listenerStates() {
        return listeners.values().stream().map(Supplier::get).toList();
    }

    /** A listener as it is now. */
    Optional<State> listener(String name) {
        return Optional.ofNullable(listeners.get(name)).map(Supplier::get);
    }

    @Override
    public List<ResumptionStatus> resumptions() {
        return listeners.entrySet().stream()
                .flatMap(listener -> listener.getValue().get().resumptions().entrySet().stream()
                        .<ResumptionStatus>map(count -> new Resumption(
                                listener.getKey(),
                                count.getKey(),
                                count.getValue().resumed(),
                                count.getValue().others())))
                .toList();
    }

    @Override
    public List<PluginStatus> plugins() {
        return Stream.concat(
                        whiteboards.all().stream().flatMap(whiteboard -> whiteboard.berths().stream()),
                        calls.hungLeavers().stream())
                .<PluginStatus>map(Plugin::of)
                .toList();
    }

    @Override
    public List<SwapReport> swaps() {
        return swaps.last();
    }

    @Override
    public List<PluginProblem> problems() {
        return problems.now();
    }
}
