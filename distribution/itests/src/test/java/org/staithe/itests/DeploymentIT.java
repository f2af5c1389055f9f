// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.ConfigurationAdmin;
import org.staithe.deploy.Deployment;
import org.staithe.deploy.DeploymentException;
import org.staithe.deploy.Plugin;
import org.staithe.deploy.SelfCheck;
import org.staithe.session.ServerStatus;
import org.staithe.session.SessionControl;
import org.staithe.testkit.client.DataConnection;
import org.staithe.testkit.client.ScriptedClient;

/** Every way for a plugin to come, be replaced and go, in the assembled distribution while a client uses it. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DeploymentIT {

    private static final String HELLO = "org.staithe.example.hello";
    private static final String SITE = "org.staithe.commands.site";
    private static final String LOCAL = "org.staithe.filesystem.local";
    private static final String MEMORY = "org.staithe.filesystem.memory";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String OLD = "Hello, quick!";
    private static final String NEW = "Howdy, quick!";

    @Inject
    private BundleContext context;

    @Inject
    private ConfigurationAdmin configurations;

    @Inject
    private Deployment deployment;

    private ScriptedClient client;
    private BundleListener listener;
    private final Set<String> touched = new ConcurrentSkipListSet<>();

    @Configuration
    public Option[] distribution() throws Exception {
        Path folder = Assembled.folder();
        try (ServerProcess trial = ServerProcess.start(folder)) {
            trial.addQuickUser();
            trial.stop();
        }
        Path home = folder.resolve("home");
        Files.writeString(
                home.resolve("config/users"),
                Files.readString(home.resolve("config/users"))
                        .replace("default:/ read-write", "default:/ read-write\nmount./one = one:/ read-write")
                        .replace("one:/ read-write", "one:/ read-write\nmount./two = two:/ read-write"));
        return Assembled.options(home);
    }

    @Before
    public void begin() throws Exception {
        Await.until("the server greets", SOON, () -> {
            client = ScriptedClient.connect(address()).expects(220).logsIn("quick", ServerProcess.PASSWORD);
            return true;
        });
        listener = (SynchronousBundleListener)
                event -> touched.add(event.getBundle().getSymbolicName());
        context.addBundleListener(listener);
    }

    @After
    public void end() throws Exception {
        context.removeBundleListener(listener);
        client.close();
        // A jar that a test has just deleted goes by itself; then there is nothing left to remove, and it is tried
        // again.
        Await.until("all are gone", SOON, () -> {
            for (Plugin plugin : deployment.plugins()) {
                if (!plugin.shipped()) {
                    deployment.remove(plugin.symbolicName());
                }
            }
            return true;
        });
        for (Path left : jars()) {
            Files.delete(left);
        }
    }

    @Test
    public void aPluginIsInstalledSwappedRolledBackAndRemovedAndNothingElseIsTouched() throws Exception {
        client.says("SITE HELLO").gets(502);
        assertEquals(Optional.of("1.0.0"), deployment.install(first().stream()).to());
        assertEquals(OLD, heard());
        assertEquals(
                Optional.of("1.0.0"), deployment.swap(HELLO, second().stream()).from());
        assertEquals(NEW, heard());
        assertEquals(List.of("1.0.0"), plugin(HELLO).former());
        assertEquals(Optional.of("1.0.0"), deployment.rollback(HELLO).to());
        assertEquals(OLD, heard());
        assertEquals(Optional.empty(), deployment.remove(HELLO).to());
        client.says("SITE HELLO").gets(502);
        assertEquals(Set.of(HELLO), touched);
        assertEquals(List.of(), jars());
    }

    @Test
    public void whoUsesAPluginWhileItIsSwappedNeverMissesIt() throws Exception {
        deployment.install(first().stream());
        List<String> answers = new ArrayList<>();
        Thread user = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                answers.add(client.says("SITE HELLO").hears().reply().code() + client.text());
            }
        });
        user.start();
        for (int i = 0; i < 5; i++) {
            deployment.swap(HELLO, second().stream());
            deployment.rollback(HELLO);
        }
        user.interrupt();
        user.join();
        answers.removeIf(answer -> answer.equals("200" + OLD) || answer.equals("200" + NEW));
        assertEquals(List.of(), answers);
    }

    @Test
    public void aVersionThatIsUnfitIsTakenOutAgainAndTheOldOneGoesOn() throws Exception {
        deployment.install(first().stream());
        BundleJar unresolved = second().header("Import-Package", "no.such.berth");
        BundleJar failing = second().holding(UnfitPlugin.class)
                .header("Bundle-Activator", UnfitPlugin.class.getName())
                .header(
                        "Import-Package",
                        "org.osgi.framework,org.staithe.deploy,org.staithe.command,"
                                + "org.staithe.session,org.staithe.auth");
        BundleJar empty = second().idle();
        BundleJar hollow = second().without("HelloCommand.class");
        BundleJar unloadable = second().spoiling("HelloCommand.class");
        assertTrue(refused(unresolved).contains("no.such.berth"));
        assertTrue(refused(failing).endsWith("failed its self-check: the tide is out"));
        assertTrue(refused(empty).contains("offers nothing"));
        assertTrue(refused(hollow).contains("HelloCommand cannot be loaded"));
        assertTrue(refused(unloadable).contains("HelloCommand cannot be loaded"));
        assertTrue(refused(first()).contains("serves already"));
        assertTrue(refused(BundleJar.shipped(SITE)).contains("is " + SITE + ", not " + HELLO));
        assertEquals(OLD, heard());
        assertEquals(1, bundles(HELLO).size());
        assertEquals(List.of(), plugin(HELLO).former());
        assertEquals(
                List.of(),
                jars().stream().filter(jar -> !jar.endsWith(HELLO + ".jar")).toList());
        assertTrue(assertThrows(
                        DeploymentException.class,
                        () -> deployment.install(BundleJar.shipped("org.staithe.core").version("99.0.0").stream()))
                .getMessage()
                .contains("is the server, not a plugin"));
    }

    @Test
    public void aNewBuildOfTheSameVersionIsSwappedToo() throws Exception {
        deployment.install(first().stream());
        deployment.swap(HELLO, second().version("1.0.0").stream());
        assertEquals(NEW, heard());
        deployment.rollback(HELLO);
        assertEquals(OLD, heard());
    }

    @Test
    public void aShippedPluginIsReplacedAndComesBack() throws Exception {
        String before = siteHelp();
        BundleJar newer =
                BundleJar.shipped(SITE).version("99.0.0").says("no such SITE command.", "no such SITE command!");
        deployment.swap(SITE, newer.stream());
        assertEquals(before.replace("command.", "command!"), siteHelp());
        assertEquals(List.of(shippedVersion(SITE)), plugin(SITE).former());
        deployment.rollback(SITE);
        assertEquals(before, siteHelp());
        newer.drop(plugins("site.jar"));
        Await.until("the dropped one serves", SOON, () -> !siteHelp().equals(before));
        Files.delete(plugins("site.jar"));
        Await.until("the shipped one serves", SOON, () -> siteHelp().equals(before));
        assertEquals(Set.of(SITE), touched);
    }

    @Test
    public void aJarIsCopiedOverAnotherHalfWrittenAndWholeAndDeleted() throws Exception {
        Path jar = plugins("hello.jar");
        first().drop(jar);
        Await.until("the first serves", SOON, () -> heard().equals(OLD));
        byte[] next = second().bytes();
        Files.write(jar, Arrays.copyOf(next, next.length / 2));
        // What is dropped after the half is dealt with after it: it is seen in a later look.
        first().header("Bundle-SymbolicName", "org.staithe.later").idle().drop(plugins("later.jar"));
        Await.until("the later one is there", SOON, () -> !bundles("org.staithe.later")
                .isEmpty());
        assertEquals(OLD, heard());
        Files.write(jar, next);
        Await.until("the second serves", SOON, () -> heard().equals(NEW));
        second().version("3.0.0").header("Import-Package", "no.such.berth").drop(jar);
        Await.until("the third is refused", SOON, () -> Files.exists(plugins("hello.jar.refused")));
        Await.until("the second is in its place again", SOON, () -> Arrays.equals(Files.readAllBytes(jar), next));
        assertEquals(NEW, heard());
        // Its component is made only when somebody needs it; that it cannot be made is found out before.
        Files.delete(plugins("hello.jar.refused"));
        second().version("4.0.0").without("HelloCommand.class").drop(jar);
        Await.until("the fourth is refused", SOON, () -> Files.exists(plugins("hello.jar.refused")));
        Await.until("the second is in its place again", SOON, () -> Arrays.equals(Files.readAllBytes(jar), next));
        assertEquals(NEW, heard());
        Files.delete(plugins("later.jar"));
        Files.delete(jar);
        Await.until(
                "it is gone",
                SOON,
                () -> client.says("SITE HELLO").hears().reply().code() == 502);
        assertEquals(Set.of(HELLO, "org.staithe.later"), touched);
    }

    @Test
    public void whatIsNoBundleHarmsNothing() throws Exception {
        Files.writeString(plugins("text.jar"), "not a jar");
        first().drop(plugins("hello.jar"));
        Await.until("the plugin serves", SOON, () -> heard().equals(OLD));
        assertEquals(Set.of(HELLO), touched);
    }

    @Test
    public void aPluginThatCannotWorkIsShownAndTheServerGoesOn() throws Exception {
        Path jar = plugins("hello.jar");
        first().without("HelloCommand.class").drop(jar);
        Await.until("the problem is shown", SOON, () -> ask(ServerStatus::problems).stream()
                .anyMatch(problem -> problem.bundle().equals(HELLO + " 1.0.0")
                        && problem.problem().contains("cannot be loaded")));
        assertTrue(plugin(HELLO).problem().orElse("").contains("cannot be loaded"));
        client.says("NOOP").gets(200);
        second().drop(jar);
        Await.until("the second serves", SOON, () -> heard().equals(NEW));
        assertEquals(Set.of(HELLO), touched);
    }

    @Test
    public void twoVersionsRunSideBySide() throws Exception {
        first().drop(plugins("hello-1.jar"));
        Await.until("the first serves", SOON, () -> heard().equals(OLD));
        second().drop(plugins("hello-2.jar"));
        Await.until("both are there", SOON, () -> bundles(HELLO).size() == 2);
        assertTrue(assertThrows(DeploymentException.class, () -> deployment.rollback(HELLO))
                .getMessage()
                .contains("side by side"));
        Files.delete(plugins("hello-1.jar"));
        Await.until("the second serves", SOON, () -> heard().equals(NEW));
    }

    @Test
    public void anUpdateAndARefreshByTheFrameworkTouchNothingElse() throws Exception {
        deployment.install(first().stream());
        Bundle bundle = bundles(HELLO).get(0);
        // What update of the shell and the upload of the web console come to.
        bundle.update(second().stream());
        assertEquals(NEW, heard());
        FrameworkWiring wiring = context.getBundle(0).adapt(FrameworkWiring.class);
        wiring.refreshBundles(Set.of(bundle));
        Await.until("it serves again", SOON, () -> heard().equals(NEW));
        assertEquals(Set.of(HELLO), touched);
    }

    @Test
    public void twoVersionsOfABackendServeDifferentMounts() throws Exception {
        String[] names = {"one", "two"};
        List<org.osgi.service.cm.Configuration> written = new ArrayList<>();
        for (String name : names) {
            Path jar = plugins(name + ".jar");
            BundleJar.shipped(MEMORY)
                    .version("99." + name.length() + "." + written.size())
                    .drop(jar);
            Await.until(name + " is there", SOON, () -> from(jar).isPresent());
            var configuration = configurations.getFactoryConfiguration(
                    MEMORY, name, from(jar).orElseThrow().getLocation());
            configuration.update(new Hashtable<>(Map.of("staithe.backend.name", name)));
            written.add(configuration);
        }
        for (String name : names) {
            byte[] content = name.getBytes(StandardCharsets.UTF_8);
            Await.until(
                    name + " is open",
                    SOON,
                    () -> client.says("CWD /" + name).hears().reply().code() == 250);
            client.uploads("STOR file", content);
            assertEquals(name, new String(client.downloads("RETR /" + name + "/file"), StandardCharsets.UTF_8));
            var services = context.getServiceReferences(
                    "org.staithe.filesystem.FileSystemBackend", "(staithe.backend.name=" + name + ")");
            assertEquals(1, services.length);
            assertEquals(from(plugins(name + ".jar")).orElseThrow(), services[0].getBundle());
        }
        for (var configuration : written) {
            configuration.delete();
        }
        Files.delete(plugins("one.jar"));
        Await.until("one is gone", SOON, () -> from(plugins("one.jar")).isEmpty());
    }

    @Test
    public void aBackendThatIsUninstalledIsWaitedForAndThenItsTransfersAreCutOffAndItsClassesGo() throws Exception {
        String before = shippedVersion(LOCAL);
        BundleJar newer = BundleJar.shipped(LOCAL).version("99.0.0");
        deployment.swap(LOCAL, newer.stream());
        ExecutorService operator = Executors.newSingleThreadExecutor();
        try (Changed impatient = change("org.staithe.core", "swap.patience.seconds", "2")) {
            WeakReference<ClassLoader> loader = loaderOf(bundles(LOCAL), "99.0.0");
            assertNotNull(loader.get());
            long began = System.nanoTime();
            Future<?> uninstalling;
            try (DataConnection data = client.opensData()) {
                client.says("STOR cut.txt").gets(150);
                data.sends(new byte[1000]);
                uninstalling = operator.submit(() -> deployment.remove(LOCAL));
                client.patience(SOON).gets(426);
            }
            assertTrue(System.nanoTime() - began > Duration.ofSeconds(2).toNanos());
            uninstalling.get(30, TimeUnit.SECONDS);
            assertTrue("nothing is published", !client.lists("NLST").contains("cut.txt"));
            assertEquals(
                    List.of(before),
                    bundles(LOCAL).stream()
                            .map(bundle -> bundle.getVersion().toString())
                            .toList());
            Await.until("the swap is told", SOON, () -> ask(ServerStatus::swaps).stream()
                    .anyMatch(swap -> swap.from().equals(LOCAL + " 99.0.0")
                            && swap.end() == SessionControl.Drain.FORCED
                            && swap.aborted() == 1));
            Await.until("the class loader is gone", SOON, () -> {
                System.gc();
                return loader.get() == null;
            });
            assertEquals(Set.of(LOCAL), touched);
        } finally {
            operator.shutdownNow();
        }
    }

    @Test
    public void aBackendThatIsUninstalledEndsTheTransferThatIsUnderWay() throws Exception {
        deployment.swap(LOCAL, BundleJar.shipped(LOCAL).version("99.0.0").stream());
        ExecutorService operator = Executors.newSingleThreadExecutor();
        try (DataConnection data = client.opensData()) {
            WeakReference<ClassLoader> loader = loaderOf(bundles(LOCAL), "99.0.0");
            Bundle newer = bundles(LOCAL).get(1);
            client.says("STOR whole.txt").gets(150);
            data.sends(new byte[1000]);
            Future<?> uninstalling = operator.submit(() -> {
                newer.uninstall(); // the framework's own way: nobody takes its place
                return null;
            });
            Await.until("it leaves", SOON, () -> newer.getState() != Bundle.ACTIVE);
            data.sends(new byte[1000]).ends();
            client.gets(226);
            uninstalling.get(30, TimeUnit.SECONDS);
            bundles(LOCAL).get(0).start();
            client.says("TYPE I").gets(200).says("SIZE whole.txt").gets(213);
            assertEquals("2000", client.text());
            client.says("DELE whole.txt").gets(250);
            Await.until("the class loader is gone", SOON, () -> {
                System.gc();
                return loader.get() == null;
            });
        } finally {
            operator.shutdownNow();
            bundles(LOCAL).get(0).start();
        }
    }

    @Test
    public void theShippedPluginsPassTheirSelfChecks() throws Exception {
        var checks = context.getServiceReferences(SelfCheck.class, null);
        assertTrue(checks.toString(), checks.size() >= 2);
        for (var check : checks) {
            context.getService(check).check();
        }
    }

    private String refused(BundleJar jar) {
        return assertThrows(DeploymentException.class, () -> deployment.swap(HELLO, jar.stream()))
                .getMessage();
    }

    private static BundleJar first() throws IOException {
        return BundleJar.hello().version("1.0.0");
    }

    private static BundleJar second() throws IOException {
        return BundleJar.hello().version("2.0.0").says("Hello, ", "Howdy, ");
    }

    private String siteHelp() {
        return client.says("SITE HELP NOPE").hears().text();
    }

    private String heard() {
        return client.says("SITE HELLO").hears().text();
    }

    private Plugin plugin(String name) {
        return deployment.plugins().stream()
                .filter(plugin -> plugin.symbolicName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String shippedVersion(String name) {
        return bundles(name).get(0).getVersion().toString();
    }

    private static WeakReference<ClassLoader> loaderOf(List<Bundle> bundles, String version) {
        Bundle wanted = bundles.stream()
                .filter(bundle -> bundle.getVersion().toString().equals(version))
                .findFirst()
                .orElseThrow();
        return new WeakReference<>(wanted.adapt(BundleWiring.class).getClassLoader());
    }

    private <T> T ask(Function<ServerStatus, T> question) {
        ServiceReference<ServerStatus> reference = context.getServiceReference(ServerStatus.class);
        try {
            return question.apply(context.getService(reference));
        } finally {
            context.ungetService(reference);
        }
    }

    /** Something that is configured otherwise for a while. */
    private interface Changed extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    private Changed change(String pid, String key, String value) throws IOException {
        var configuration = configurations.getConfiguration(pid, "?");
        var before = configuration.getProperties();
        var after = configuration.getProperties();
        after.put(key, value);
        configuration.update(after);
        return () -> configuration.update(before);
    }

    private List<Bundle> bundles(String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .toList();
    }

    private Optional<Bundle> from(Path jar) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getLocation().contains(jar.getFileName() + "#"))
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
                .findFirst();
    }

    private InetSocketAddress address() throws Exception {
        var values =
                configurations.listConfigurations("(service.factoryPid=org.staithe.core.listener)")[0].getProperties();
        return new InetSocketAddress(
                "127.0.0.1", Integer.parseInt(values.get("port").toString()));
    }

    private List<Path> jars() throws IOException {
        try (var files = Files.list(plugins(""))) {
            return files.filter(file ->
                            file.toString().endsWith("jar") || file.toString().endsWith("refused"))
                    .toList();
        }
    }

    private Path plugins(String name) {
        return Path.of(context.getProperty("staithe.home"), "plugins").resolve(name);
    }
}
