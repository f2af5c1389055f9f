// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** A running framework with the bundles of an installation. */
final class Server {

    /** All bundles run; at the framework's beginning level FTP is served, and the console comes after it. */
    private static final int LAST_LEVEL = 100;

    private final Installation installation;
    private final Framework framework;
    private final Duration patience;
    private @Nullable FileLock lock;

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

    /** Brings the framework's bundles in line with the installation's; none is started. */
    void prepare() throws Failure, IOException {
        // Logback and whoever else knows nothing of a framework finds the home here.
        System.setProperty("staithe.home", installation.home().toString());
        lockHome();
        try {
            new StoredConfiguration(installation).forgetRemovedFiles();
            framework.init(Server::report);
            bundles().align();
            framework.getBundleContext().addFrameworkListener(Server::report);
        } catch (BundleException failure) {
            throw notStarted(failure);
        }
    }

    /** A program of one of the bundles, which need not have been started. */
    Program program(String bundle, String type) throws IOException {
        for (Bundle candidate : framework.getBundleContext().getBundles()) {
            if (bundle.equals(candidate.getSymbolicName())) {
                return new LoadedProgram(candidate, type);
            }
        }
        throw new IOException("There is no bundle " + bundle);
    }

    /** Starts what serves FTP, and returns when it runs. */
    void start() throws Failure, IOException {
        try {
            framework.start();
        } catch (BundleException failure) {
            throw notStarted(failure);
        }
        refuseIdle();
    }

    /** Starts the rest, and returns when it runs. */
    void complete() throws Failure, IOException, InterruptedException {
        CountDownLatch risen = new CountDownLatch(1);
        framework.adapt(FrameworkStartLevel.class).setStartLevel(LAST_LEVEL, event -> risen.countDown());
        while (!risen.await(1, TimeUnit.SECONDS) && framework.getState() == Bundle.ACTIVE) {
            // Unless somebody stops it meanwhile.
        }
        refuseIdle();
    }

    private void refuseIdle() throws Failure, IOException {
        if (framework.getState() != Bundle.ACTIVE) {
            // Somebody has stopped it meanwhile.
            return;
        }
        List<String> idle = bundles().idle();
        if (!idle.isEmpty()) {
            throw new Failure(Failure.Kind.NOT_STARTED, "These bundles did not start: " + String.join(", ", idle));
        }
    }

    private BundleSet bundles() {
        return new BundleSet(installation, framework.getBundleContext());
    }

    private Failure notStarted(BundleException failure) {
        return new Failure(
                Failure.Kind.NOT_STARTED,
                "The framework did not start in " + installation.home() + ": " + reason(failure));
    }

    /** Two servers on one state would spoil it. The lock ends with the process, whichever way that ends. */
    private void lockHome() throws Failure, IOException {
        Path file = installation.home().resolve("data/lock");
        @SuppressWarnings("resource") // kept until the process ends
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock = channel.tryLock();
        if (lock == null) {
            throw new Failure(Failure.Kind.NOT_STARTED, installation.home() + " is in use by another server");
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
    void await() throws Failure, IOException, InterruptedException {
        FrameworkEvent end = framework.waitForStop(0);
        while (end.getType() == FrameworkEvent.STOPPED_UPDATE
                || end.getType() == FrameworkEvent.STOPPED_SYSTEM_REFRESHED) {
            // It starts again by itself, but no further than what serves FTP.
            start();
            complete();
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
