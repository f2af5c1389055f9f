// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.staithe.health.ServerHealth.Finding;
import org.staithe.health.ServerHealth.State;

/**
 * Asks all health checks, ours and those of other bundles, each on a thread of its own and for some seconds only: one
 * that hangs is said to hang, and is left alone until it has come back.
 */
@Component(service = Checkup.class)
public final class Checkup {

    private static final long PATIENCE_MILLIS = 5_000;
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(10);

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Map.Entry<Map<String, Object>, HealthCheck>> checks = List.of();

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "staithe-health");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<HealthCheck, Future<Result>> asked = new ConcurrentHashMap<>();
    private List<Finding> last = List.of(); // these are guarded by this
    private long lastNanos;
    private boolean any;

    @Activate
    public Checkup() {}

    Checkup(List<Map.Entry<Map<String, Object>, HealthCheck>> checks) {
        this.checks = checks;
    }

    @Deactivate
    void stop() {
        threads.shutdownNow();
    }

    /** The worst first; those who ask within some seconds get the same answer. */
    synchronized List<Finding> findings() {
        if (!any || System.nanoTime() - lastNanos > FRESH_NANOS) {
            last = ask();
            lastNanos = System.nanoTime();
            any = true;
        }
        return last;
    }

    private List<Finding> ask() {
        List<Map.Entry<Map<String, Object>, HealthCheck>> now = checks;
        asked.keySet().retainAll(now.stream().map(Map.Entry::getValue).toList());
        // All at once, so that several that hang cost no more time than one.
        now.forEach(entry -> asked.computeIfAbsent(entry.getValue(), check -> threads.submit(() -> check.execute())));
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        List<Finding> found = new ArrayList<>();
        now.forEach(entry -> found.add(answer(name(entry), entry.getValue(), deadline)));
        found.sort(Comparator.comparing(Finding::state).reversed().thenComparing(Finding::name));
        return List.copyOf(found);
    }

    private Finding answer(String name, HealthCheck check, long deadline) {
        Future<Result> future = asked.get(check);
        if (future == null) {
            return new Observation(name, State.WARN, "It has just gone.");
        }
        try {
            Result result = future.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            asked.remove(check);
            return finding(name, result);
        } catch (TimeoutException e) {
            return new Observation(name, State.CRITICAL, "This check has not answered for some seconds: it hangs.");
        } catch (ExecutionException e) {
            asked.remove(check);
            return new Observation(name, State.CRITICAL, "This check failed: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Observation(name, State.WARN, "It was not waited for.");
        }
    }

    private static Finding finding(String name, Result result) {
        State state =
                switch (result.getStatus()) {
                    case OK -> State.OK;
                    case WARN -> State.WARN;
                    default -> State.CRITICAL;
                };
        List<String> said = new ArrayList<>();
        for (ResultLog.Entry entry : result) {
            // Of a long list, what is well only where all is.
            if (!entry.isDebug() && (state == State.OK || entry.getStatus() != Result.Status.OK)) {
                said.add(entry.getMessage());
            }
        }
        return new Observation(name, state, said.isEmpty() ? "Nothing to say." : String.join(" ", said));
    }

    private static String name(Map.Entry<Map<String, Object>, HealthCheck> entry) {
        Object name = entry.getKey().get(HealthCheck.NAME);
        return name == null ? entry.getValue().getClass().getSimpleName() : name.toString();
    }
}
