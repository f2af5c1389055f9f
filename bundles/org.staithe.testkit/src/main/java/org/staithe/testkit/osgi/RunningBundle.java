// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.osgi;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The bundle under test in a real framework, with Declarative Services and Configuration Admin.
 *
 * <p>Its classes are its own, those of the API are the test's: a service can be called as the core calls it.
 */
public final class RunningBundle implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 20_000;
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final Set<String> AROUND_IT = Set.of(
            "org.apache.felix.scr",
            "org.apache.felix.configadmin",
            "org.osgi.service.component",
            "org.osgi.util.promise",
            "org.osgi.util.function");
    private static final String OF_THE_TEST =
            "org.staithe.auth;version=1,org.staithe.command;version=1,org.staithe.config;version=1,"
                    + "org.staithe.data;version=1,org.staithe.deploy;version=1,org.staithe.filesystem;version=1,"
                    + "org.staithe.health;version=1,"
                    + "org.staithe.session;version=1,"
                    + "org.slf4j;version=2,org.slf4j;version=1.7.36,org.osgi.service.cm;version=1.6,"
                    + "org.osgi.util.converter;version=1.0";

    private static final String LAST = "org.staithe.testkit.last";

    private final Semaphore toldLast = new Semaphore(0);
    private final Framework framework;
    private final List<ServiceTracker<?, ?>> users = new ArrayList<>(); // open: a service that nobody uses may end
    private final ConfigurationAdmin configurations;

    /**
     * Starts the bundle of that symbolic name, which is on the class path.
     *
     * @param storage an empty folder
     * @param others bundles that it is to be tried with, which start before it
     */
    public RunningBundle(String symbolicName, Path storage, String... others)
            throws BundleException, IOException, InterruptedException {
        framework = new org.apache.felix.framework.FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        storage.resolve("framework").toString(),
                        "felix.cm.dir",
                        storage.resolve("configuration").toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        OF_THE_TEST));
        framework.start();
        Set<String> around = new HashSet<>(AROUND_IT);
        around.addAll(List.of(others));
        for (Bundle bundle : install(around)) {
            bundle.start();
        }
        for (Bundle bundle : install(new HashSet<>(Set.of(symbolicName)))) {
            bundle.start();
        }
        configurations = service(ConfigurationAdmin.class, "(objectClass=*)");
        framework
                .getBundleContext()
                .registerService(
                        ConfigurationListener.class,
                        event -> {
                            if (event.getPid().equals(LAST)) {
                                toldLast.release();
                            }
                        },
                        null);
    }

    /** Writes a configuration, as {@code pid.cfg} or {@code pid-name.cfg} would; its components have been told then. */
    public void configure(String pid, Map<String, ?> keys) throws IOException, InterruptedException {
        write(pid, keys);
        // One thread tells of changes, in their order: who hears of the second knows that the first is dealt with.
        write(LAST, Map.of("time", System.nanoTime()));
        if (!toldLast.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("nobody was told of " + pid);
        }
    }

    /**
     * Waits for a service.
     *
     * @param filter on its properties, such as {@code (ports=20000)}
     * @throws AssertionError if there is none in time
     */
    public <S> S service(Class<S> kind, String filter) throws InterruptedException {
        BundleContext context = framework.getBundleContext();
        ServiceTracker<S, S> tracker;
        try {
            tracker = new ServiceTracker<>(
                    context,
                    context.createFilter("(&(" + Constants.OBJECTCLASS + "=" + kind.getName() + ")" + filter + ")"),
                    null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
        tracker.open();
        users.add(tracker);
        S service = tracker.waitForService(PATIENCE_MILLIS);
        if (service == null) {
            throw new AssertionError("no " + kind.getName() + " with " + filter);
        }
        return service;
    }

    /** How many services match now. */
    public int count(Class<?> kind, String filter) {
        try {
            ServiceReference<?>[] found = framework.getBundleContext().getServiceReferences(kind.getName(), filter);
            return found == null ? 0 : found.length;
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        users.forEach(ServiceTracker::close);
        framework.stop();
        framework.waitForStop(PATIENCE_MILLIS);
    }

    private void write(String pid, Map<String, ?> keys) throws IOException {
        int name = pid.indexOf('-');
        Configuration configuration = name < 0
                ? configurations.getConfiguration(pid, "?")
                : configurations.getFactoryConfiguration(pid.substring(0, name), pid.substring(name + 1), "?");
        configuration.update(new Hashtable<>(keys));
    }

    private List<Bundle> install(Set<String> wanted) throws IOException, BundleException {
        List<Bundle> installed = new ArrayList<>();
        for (URL manifest :
                Collections.list(RunningBundle.class.getClassLoader().getResources(MANIFEST))) {
            String name = symbolicName(manifest);
            if (wanted.remove(name)) {
                installed.add(framework.getBundleContext().installBundle(location(manifest)));
            }
        }
        if (!wanted.isEmpty()) {
            throw new IllegalArgumentException("not on the class path: " + wanted);
        }
        return installed;
    }

    private static String symbolicName(URL manifest) throws IOException {
        try (InputStream content = manifest.openStream()) {
            String name = new Manifest(content).getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
            return name == null ? "" : name.split(";", 2)[0].strip();
        }
    }

    /** Of the jar, or of the folder that its classes are compiled to. */
    private static String location(URL manifest) {
        String location = manifest.toString();
        String bundle = location.substring(0, location.length() - MANIFEST.length());
        return bundle.startsWith("jar:")
                ? bundle.substring("jar:".length(), bundle.length() - "!/".length())
                : "reference:" + bundle;
    }
}
