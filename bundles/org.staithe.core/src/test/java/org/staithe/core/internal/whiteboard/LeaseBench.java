// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.osgi.framework.ServiceReference;

/** What it costs to borrow a service, and to call it with all that protects the server from it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LeaseBench {

    private final Bulkhead bulkhead = new Bulkhead(Duration.ofSeconds(30), 48, 5, Duration.ofSeconds(10), 451);
    private final Berth<Runnable> berth =
            new Berth<>(Runnable.class, reference(), () -> {}, () -> bulkhead, new Calls());

    @SuppressWarnings("unchecked")
    private static ServiceReference<Runnable> reference() {
        return (ServiceReference<Runnable>) Proxy.newProxyInstance(
                LeaseBench.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (proxy, method, arguments) -> null);
    }

    @Benchmark
    public boolean lease() {
        try (Lease<Runnable> lease = berth.lease().orElseThrow()) {
            return lease.isGivenUp();
        }
    }

    /** As many as have one core each here. */
    @Benchmark
    @Threads(2)
    public boolean leaseOfTwoThreads() {
        return lease();
    }

    @Benchmark
    public boolean leaseAndCall() {
        try (Lease<Runnable> lease = berth.lease().orElseThrow()) {
            lease.run("run", Runnable::run);
            return lease.isGivenUp();
        }
    }
}
