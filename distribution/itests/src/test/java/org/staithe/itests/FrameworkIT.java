// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.Security;
import java.time.Duration;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.junit.experimental.categories.Category;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.staithe.session.ServerStatus;
import org.staithe.testkit.client.DataConnection;
import org.staithe.testkit.client.ScriptedClient;

/** The assembled distribution, changed from within while it serves. */
@RunWith(PaxExam.class)
@Category(Alone.class)
@ExamReactorStrategy(PerClass.class)
public class FrameworkIT {

    private static final String LISTENER = "org.staithe.core.listener";
    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofSeconds(10);

    @Inject
    private BundleContext context;

    @Inject
    private ConfigurationAdmin configurations;

    @Configuration
    public Option[] distribution() throws Exception {
        return Assembled.options();
    }

    /** On a busy machine the first test begins before the last bundle has started. */
    @Before
    public void serves() throws Exception {
        InetSocketAddress address = address(listener("default"));
        Await.until("the default listener serves", SOON, () -> greets(address));
    }

    @Test
    public void everyBundleIsActive() {
        TreeSet<String> idle = new TreeSet<>();
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
            if (bundle.getState() != (fragment ? Bundle.RESOLVED : Bundle.ACTIVE)) {
                idle.add(bundle + " in state " + bundle.getState());
            }
        }
        assertEquals(new TreeSet<>(), idle);
    }

    @Test
    public void aCommandComesAndGoesWithItsBundle() throws Exception {
        Path plugins = home().resolve("plugins");
        Path source = Path.of(System.getProperty("staithe.hello"));
        try (ScriptedClient client = login()) {
            client.says("SITE HELLO").gets(502);
            Path dropped = Files.copy(source, plugins.resolve("hello.jar.part"));
            Files.move(dropped, plugins.resolve("hello.jar"), StandardCopyOption.ATOMIC_MOVE);
            Await.until("SITE HELLO is there", AT_ONCE, () -> says(client, "SITE HELLO") == 200);
            assertEquals("Hello, ann!", client.text());
            assertTrue(
                    client.transcript(),
                    client.says("FEAT").gets(211).reply().lines().contains(" SITE HELLO"));
            assertTrue(client.transcript(), mentions(client.says("SITE HELP").gets(214), "HELLO"));

            Queue<Event> swaps = new ConcurrentLinkedQueue<>();
            ServiceRegistration<EventHandler> told = context.registerService(
                    EventHandler.class,
                    swaps::add,
                    new Hashtable<>(Map.of(EventConstants.EVENT_TOPIC, "org/staithe/swap")));
            Files.delete(plugins.resolve("hello.jar"));
            Await.until("SITE HELLO is gone", AT_ONCE, () -> says(client, "SITE HELLO") == 502);
            assertTrue(!client.says("FEAT").gets(211).reply().lines().contains(" SITE HELLO"));
            Await.until("the swap is told", SOON, () -> swaps.stream()
                    .anyMatch(swap -> "SITE HELLO".equals(swap.getProperty("what"))
                            && "uninstall".equals(swap.getProperty("way"))
                            && "GRACEFUL".equals(swap.getProperty("end"))));
            told.unregister();
        }
    }

    @Test
    public void whenTheCoreStopsTransfersEndAndNothingIsLeft() throws Exception {
        InetSocketAddress address = address(listener("default"));
        Bundle core = bundle("org.staithe.core");
        ExecutorService operator = Executors.newSingleThreadExecutor();
        org.osgi.service.cm.Configuration server = configurations.getConfiguration("org.staithe.core", "?");
        Object drain = server.getProperties().get("drain.seconds");
        change(server, "drain.seconds", 4);
        try (ScriptedClient idle = login();
                ScriptedClient entering = ScriptedClient.connect(address);
                ScriptedClient stuck = login();
                DataConnection endless = stuck.opensData();
                ScriptedClient client = login();
                DataConnection data = client.opensData()) {
            entering.expects(220).says("USER ann").gets(331);
            stuck.says("STOR never.txt").gets(150);
            endless.sends(new byte[1000]);
            client.says("STOR last.txt").gets(150);
            data.sends(new byte[1000]);
            Future<?> stopping = operator.submit(() -> {
                core.stop(Bundle.STOP_TRANSIENT);
                return null;
            });
            idle.gets(421).isHungUpOn();
            entering.gets(421).isHungUpOn();
            data.sends(new byte[1000]).ends();
            client.gets(226).gets(421).isHungUpOn();
            // Whether it hears of its transfer first depends on which of the two ends first.
            if (stuck.gets(421, 426).reply().code() == 426) {
                stuck.gets(421);
            }
            stuck.isHungUpOn();
            assertTrue("the data connection is closed", isClosed(endless));
            stopping.get(30, TimeUnit.SECONDS);
            assertTrue(!greets(address));
            Await.until("no thread is left", SOON, () -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("staithe-")
                            // those of other bundles
                            && !thread.getName().startsWith("staithe-advertise-")
                            && !thread.getName().startsWith("staithe-health")));
        } finally {
            operator.shutdownNow();
            core.start(Bundle.START_TRANSIENT);
            change(server, "drain.seconds", drain == null ? 10 : drain);
        }
        Await.until("it serves again", SOON, () -> greets(address));
        try (ScriptedClient client = login()) {
            client.says("TYPE I").gets(200).says("SIZE last.txt").gets(213);
            assertTrue(client.text().contains("2000"));
            assertEquals(List.of("last.txt"), client.lists("NLST")); // what was cut off is not published
            client.says("DELE last.txt").gets(250);
        }
    }

    private static boolean isClosed(DataConnection data) throws IOException {
        try {
            return data.socket().getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    public void aListenerMovesAndItsSessionsStay() throws Exception {
        org.osgi.service.cm.Configuration listener = listener("default");
        InetSocketAddress former = address(listener);
        int port = Installation.freePort();
        try (ScriptedClient client = login()) {
            change(listener, "port", Integer.toString(port));
            InetSocketAddress next = new InetSocketAddress(former.getAddress(), port);
            Await.until("the new port serves", SOON, () -> greets(next));
            Await.until("the old port refuses", SOON, () -> !greets(former));
            client.says("NOOP").gets(200);
            assertEquals(List.of(), client.lists("NLST"));
        }
    }

    @Test
    public void aSessionKeepsTheTlsThatItBeganWith() throws Exception {
        Bundle bundle = bundle("org.staithe.tls.boringssl");
        WeakReference<ClassLoader> former =
                new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
        try (ScriptedClient client = inTls("TLSv1.3");
                ScriptedClient older = inTls("TLSv1.2")) {
            client.uploads("STOR kept", new byte[100_000]);
            long calls = callsOf("TlsProvider");
            assertTrue("BoringSSL does it", calls > 0);
            bundle.stop();
            assertEquals(0, callsOf("TlsProvider"));
            transfers(client, older);
            try (ScriptedClient byTheJdk = inTls("TLSv1.3")) {
                transfers(byTheJdk);
                bundle.start();
                bundle.update();
                transfers(client, older, byTheJdk);
                try (ScriptedClient next = inTls("TLSv1.3")) {
                    assertTrue("BoringSSL does it again", callsOf("TlsProvider") > 0);
                    transfers(next, client, older, byTheJdk);
                }
            }
            client.says("DELE kept").gets(250);
        }
        Await.until("the classes of before are gone", SOON, () -> {
            System.gc();
            System.runFinalization();
            return former.get() == null;
        });
    }

    private ScriptedClient inTls(String version) throws Exception {
        return ScriptedClient.connect(address(listener("default")))
                .expects(220)
                .startsTls(version)
                .logsIn(ServerProcess.USER, ServerProcess.PASSWORD)
                .protectsData()
                .says("TYPE I")
                .gets(200);
    }

    private static void transfers(ScriptedClient... clients) throws IOException {
        for (ScriptedClient client : clients) {
            assertEquals(100_000, client.downloads("RETR kept").length);
            client.uploads("STOR kept", new byte[100_000]);
        }
    }

    private long callsOf(String kind) {
        ServiceReference<ServerStatus> reference = context.getServiceReference(ServerStatus.class);
        try {
            return context.getService(reference).plugins().stream()
                    .filter(plugin -> plugin.kind().equals(kind))
                    .mapToLong(ServerStatus.PluginStatus::calls)
                    .sum();
        } finally {
            context.ungetService(reference);
        }
    }

    /** Of the JDK's, which does TLS where BoringSSL is not. */
    @Test
    public void theKeyExchangeOfTlsComesAndGoesWithItsBundle() throws Exception {
        Bundle boringSsl = bundle("org.staithe.tls.boringssl");
        boringSsl.stop();
        try {
            theKeyExchangeComesAndGoes();
        } finally {
            boringSsl.start();
        }
    }

    private void theKeyExchangeComesAndGoes() throws Exception {
        Bundle bundle = bundle("org.staithe.tls.x25519");
        try (ScriptedClient client = ScriptedClient.connect(address(listener("default")))) {
            client.expects(220).startsTls("TLSv1.3").logsIn(ServerProcess.USER, ServerProcess.PASSWORD);
            client.protectsData().uploads("STOR secret", new byte[] {1, 2, 3});
            assertEquals(1, keyExchanges());
            bundle.stop();
            assertEquals(0, keyExchanges());
            assertEquals(3, client.downloads("RETR secret").length);
            bundle.start();
            WeakReference<ClassLoader> former =
                    new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
            assertEquals(3, client.downloads("RETR secret").length);
            bundle.update();
            assertEquals(1, keyExchanges());
            assertEquals(3, client.downloads("RETR secret").length);
            client.says("DELE secret").gets(250);
            Await.until("the classes of before are gone", SOON, () -> {
                System.gc();
                return former.get() == null;
            });
        }
    }

    private Bundle bundle(String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    private static long keyExchanges() {
        return Arrays.stream(Security.getProviders("KeyAgreement.XDH"))
                .filter(provider -> provider.getName().startsWith("StaitheX25519"))
                .count();
    }

    @Test
    public void aWrongValueIsRefusedAndTheOldStateServesOn() throws Exception {
        org.osgi.service.cm.Configuration listener = listener("default");
        InetSocketAddress address = address(listener);
        for (String[] wrong : new String[][] {{"port", "70000"}, {"idle.seconds", "-1"}, {"address", "192.0.2.1"}}) {
            Object right = listener.getProperties().get(wrong[0]);
            change(listener, wrong[0], wrong[1]);
            // Nothing is to happen, so there is nothing to wait for but the delivery of the change, which is in order
            // with that of another listener.
            addAndRemoveListener();
            assertTrue(wrong[0], greets(address));
            change(listener, wrong[0], right);
        }
        Await.until("it serves", SOON, () -> greets(address));
    }

    @Test
    public void listenersComeAndGoBesideEachOther() throws Exception {
        addAndRemoveListener();
        assertTrue(greets(address(listener("default"))));
    }

    @Test
    public void whoDoesNotResumeIsCountedByNetwork() throws Exception {
        ServiceReference<ServerStatus> reference = context.getServiceReference(ServerStatus.class);
        ServerStatus status = context.getService(reference);
        InetSocketAddress address = address(listener("default"));
        String url = "ftp://%s:%s@%s:%d/"
                .formatted(
                        ServerProcess.USER,
                        ServerProcess.PASSWORD,
                        address.getAddress().getHostAddress(),
                        address.getPort());
        Tool.run(Duration.ofSeconds(30), "curl", "-sSk", "--ssl-reqd", url).succeeded();
        Tool.run(Duration.ofSeconds(30), "curl", "-sSk", "--ssl-reqd", "--no-sessionid", url)
                .succeeded();
        List<ServerStatus.ResumptionStatus> counted = status.resumptions();
        assertEquals(1, counted.size());
        assertEquals("default", counted.get(0).listener());
        assertEquals("127.0.0.0/24", counted.get(0).network());
        assertEquals(1, counted.get(0).resumed());
        assertEquals(1, counted.get(0).others());
        context.ungetService(reference);
    }

    private void addAndRemoveListener() throws Exception {
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", Installation.freePort());
        org.osgi.service.cm.Configuration second = configurations.getFactoryConfiguration(LISTENER, "second", "?");
        Dictionary<String, Object> values = new Hashtable<>();
        values.put("name", "second");
        values.put("port", address.getPort());
        second.update(values);
        Await.until("the second listener serves", SOON, () -> greets(address));
        ScriptedClient client = ScriptedClient.connect(address).expects(220).logsIn("ann", ServerProcess.PASSWORD);
        second.delete();
        Await.until("the second listener is gone", SOON, () -> !greets(address));
        client.says("NOOP").gets(200).says("QUIT").gets(221).close();
    }

    private ScriptedClient login() throws Exception {
        ScriptedClient client = ScriptedClient.connect(address(listener("default")));
        return client.expects(220).logsIn(ServerProcess.USER, ServerProcess.PASSWORD);
    }

    private org.osgi.service.cm.Configuration listener(String name) throws Exception {
        Await.until(
                "the listener " + name + " is configured",
                SOON,
                () -> configurations.listConfigurations(filter(name)) != null);
        return configurations.listConfigurations(filter(name))[0];
    }

    private static String filter(String name) {
        return "(&(service.factoryPid=" + LISTENER + ")(name=" + name + "))";
    }

    private static InetSocketAddress address(org.osgi.service.cm.Configuration listener) {
        Dictionary<String, Object> values = listener.getProperties();
        return new InetSocketAddress(
                (String) values.get("address"),
                Integer.parseInt(values.get("port").toString()));
    }

    private static void change(org.osgi.service.cm.Configuration listener, String key, Object value)
            throws IOException {
        Dictionary<String, Object> values = listener.getProperties();
        values.put(key, value);
        listener.update(values);
    }

    private static boolean greets(InetSocketAddress address) {
        try (ScriptedClient client = ScriptedClient.connect(address)) {
            client.expects(220).says("QUIT").gets(221);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static int says(ScriptedClient client, String command) {
        return client.says(command).hears().reply().code();
    }

    private static boolean mentions(ScriptedClient client, String word) {
        return client.reply().lines().stream()
                .anyMatch(line -> Arrays.asList(line.split("[ *]+")).contains(word) || line.contains("SITE " + word));
    }

    private Path home() {
        return Path.of(context.getProperty("staithe.home"));
    }
}
