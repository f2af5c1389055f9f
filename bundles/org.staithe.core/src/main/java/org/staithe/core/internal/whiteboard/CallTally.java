// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

import java.time.Duration;
import java.util.List;
import org.staithe.session.PluginCall;

/**
 * The calls into plugins that a thread has made since somebody asked last: a session's record shows them beside each
 * reply.
 *
 * <p>Each thread has its own, and what it holds keeps no plugin from going: names and numbers only.
 */
public final class CallTally {

    private static final int MOST = 12; // different ones; a command makes fewer
    private static final ThreadLocal<CallTally> OWN = ThreadLocal.withInitial(CallTally::new);

    private final String[] plugins = new String[MOST];
    private final String[] calls = new String[MOST];
    private final int[] times = new int[MOST];
    private final long[] nanos = new long[MOST];
    private final boolean[] failed = new boolean[MOST];
    private int size;

    private CallTally() {}

    private record Tallied(String plugin, String call, int times, long nanos, boolean failed) implements PluginCall {
        @Override
        public Duration took() {
            return Duration.ofNanos(nanos);
        }
    }

    static void note(Berth<?> berth, String what, long took, boolean failure) {
        OWN.get().add(berth.toString(), what, took, failure);
    }

    private void add(String plugin, String what, long took, boolean failure) {
        int i = 0;
        while (i < size && !(plugins[i].equals(plugin) && calls[i].equals(what))) {
            i++;
        }
        if (i == MOST) {
            return;
        }
        if (i == size) {
            plugins[i] = plugin;
            calls[i] = what;
            times[i] = 0;
            nanos[i] = 0;
            failed[i] = false;
            size++;
        }
        times[i]++;
        nanos[i] += took;
        failed[i] |= failure;
    }

    /** Begins anew: what this thread has called so far belongs to nobody. */
    public static void forget() {
        OWN.get().size = 0;
    }

    /** What this thread has called, in the order of their ends; it begins anew. */
    public static List<PluginCall> take() {
        CallTally own = OWN.get();
        PluginCall[] taken = new PluginCall[own.size];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = new Tallied(own.plugins[i], own.calls[i], own.times[i], own.nanos[i], own.failed[i]);
        }
        own.size = 0;
        return List.of(taken);
    }

    /** The same task, but what this thread has called so far is then as if its own thread had. */
    public static Runnable carriedBy(Runnable task) {
        CallTally own = OWN.get();
        OWN.remove();
        return () -> {
            OWN.set(own);
            task.run();
        };
    }
}
