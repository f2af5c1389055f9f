// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/** A real Felix for tests that register services. */
public final class RunningFramework implements AutoCloseable {

    private final Framework framework;

    public RunningFramework(Path storage) throws BundleException {
        framework = new org.apache.felix.framework.FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        storage.toString(),
                        "felix.log.level",
                        "0",
                        // the API's classes are those of the test
                        Constants.FRAMEWORK_BOOTDELEGATION,
                        "org.staithe.*"));
        framework.start();
    }

    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** Registers a service as a plugin would. */
    public <S> ServiceRegistration<S> offer(Class<S> kind, S service, Map<String, ?> properties) {
        Dictionary<String, Object> table = new Hashtable<>(properties);
        return context().registerService(kind, service, table);
    }

    /** All services of one kind, whatever they cost. */
    public <S> Whiteboard<S> whiteboard(Class<S> kind) {
        Bulkhead generous = new Bulkhead(Duration.ofMinutes(1), Integer.MAX_VALUE, 100, Duration.ofSeconds(1), 451);
        return new Whiteboard<>(context(), kind, () -> Duration.ofSeconds(5), () -> generous, new Calls());
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(5000);
    }
}
