// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** A running framework with the bundles of an installation. */
final class Server {

    private final Installation installation;
    private final Framework framework;
    private final Duration patience;

    /**
     * Prepares a server; nothing runs yet.
     *
     * @param overrides framework properties that win over every file
     */
    Server(Installation installation, Map<String, String> overrides) throws Failure, IOException {
        this.installation = installation;
        Map<String, String> properties = FrameworkProperties.of(installation);
        properties.putAll(overrides);
        patience = Duration.ofSeconds(seconds(properties, "staithe.stop.seconds"));
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No OSGi framework in lib/"))
                .newFramework(properties);
    }

    /** Starts all bundles of the installation, and returns when they run. */
    void start() throws Failure, IOException {
        // Logback and whoever else knows nothing of a framework finds the home here.
        System.setProperty("staithe.home", installation.home().toString());
        try {
            framework.init(Server::report);
            BundleSet bundles = new BundleSet(installation, framework.getBundleContext());
            bundles.align();
            framework.getBundleContext().addFrameworkListener(Server::report);
            framework.start();
            if (framework.getState() != Bundle.ACTIVE) {
                // Somebody has stopped it meanwhile.
                return;
            }
            List<String> idle = bundles.idle();
            if (!idle.isEmpty()) {
                throw new Failure(Failure.Kind.NOT_STARTED, "These bundles did not start: " + String.join(", ", idle));
            }
        } catch (BundleException failure) {
            throw new Failure(
                    Failure.Kind.NOT_STARTED,
                    "The framework did not start in " + installation.home() + ": " + reason(failure));
        }
    }

    /** Stops all bundles, the core first: it drains. Returns whether that was done in time. */
    boolean stop() {
        try {
            framework.stop();
            return framework.waitForStop(patience.toMillis()).getType() != FrameworkEvent.WAIT_TIMEDOUT;
        } catch (BundleException failure) {
            System.err.println("staithe: " + reason(failure));
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Returns when somebody stops the framework, from the shell or the console. */
    void await() throws InterruptedException {
        FrameworkEvent end = framework.waitForStop(0);
        while (end.getType() == FrameworkEvent.STOPPED_UPDATE
                || end.getType() == FrameworkEvent.STOPPED_SYSTEM_REFRESHED) {
            // It starts again by itself.
            end = framework.waitForStop(0);
        }
    }

    private static long seconds(Map<String, String> properties, String key) throws Failure {
        String value = properties.getOrDefault(key, "");
        if (!value.matches("[1-9][0-9]{0,5}")) {
            throw new Failure(
                    Failure.Kind.USAGE,
                    "config/framework.properties: " + key + " = " + value
                            + ": must be a number of seconds, 1 to 999999");
        }
        return Long.parseLong(value);
    }

    private static void report(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR) {
            System.err.println("staithe: " + event.getBundle().getSymbolicName() + ": " + reason(event.getThrowable()));
        }
    }

    private static String reason(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        Throwable cause = failure.getCause();
        return cause == null || message.contains(String.valueOf(cause.getMessage()))
                ? message
                : message + ": " + reason(cause);
    }
}
