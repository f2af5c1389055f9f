// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceRegistration;
import org.staithe.core.internal.whiteboard.RunningFramework;
import org.staithe.core.internal.whiteboard.Whiteboard;
import org.staithe.session.Session;
import org.staithe.session.SessionListener;
import org.staithe.testkit.session.SampleSession;

class NotifierTest {

    /** So many that the JIT compiles the loop of the thread together with the listener that it calls. */
    private static final int MANY = 400_000;

    private RunningFramework framework;
    private Whiteboard<SessionListener> listeners;
    private Notifier notifier;

    /** Loaded by a class loader of its own, as that of a bundle. */
    public static final class Counting implements SessionListener {

        private long count;

        @Override
        public void loggedIn(Session session) {
            count++;
        }

        @Override
        public String toString() {
            return Long.toString(count);
        }
    }

    private static final class Loader extends ClassLoader {

        Loader() {
            super(NotifierTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Counting.class.getName())) {
                return super.loadClass(name, resolve);
            }
            try (InputStream in = NotifierTest.class.getResourceAsStream("NotifierTest$Counting.class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @BeforeEach
    void start(@TempDir Path storage) throws Exception {
        framework = new RunningFramework(storage);
        listeners = framework.whiteboard(SessionListener.class);
        notifier = new Notifier(listeners);
        listeners.open();
    }

    @AfterEach
    void stop() throws Exception {
        listeners.close();
        notifier.close();
        framework.close();
    }

    @Test
    void aListenerIsToldEverythingBeforeItGoes() throws Exception {
        Counting counting = new Counting();
        ServiceRegistration<SessionListener> registration = framework.offer(SessionListener.class, counting, Map.of());
        for (int i = 0; i < 1000; i++) {
            notifier.loggedIn(SampleSession.builder().build());
        }
        registration.unregister();
        assertThat(counting).hasToString("1000");
    }

    /** A thread that waits for work holds the classes that were compiled into the loop in which it waits. */
    @Test
    void aListenerThatHasLeftIsNotHeldByItsThread() throws Exception {
        WeakReference<ClassLoader> loader = swapOne();
        long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (loader.get() != null && System.nanoTime() < limit) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(loader.get()).isNull();
    }

    private WeakReference<ClassLoader> swapOne() throws Exception {
        Loader loader = new Loader();
        SessionListener listener = (SessionListener) loader.loadClass(Counting.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        ServiceRegistration<SessionListener> registration = framework.offer(SessionListener.class, listener, Map.of());
        Session session = SampleSession.builder().build();
        for (int i = 0; i < MANY; i++) {
            notifier.loggedIn(session);
            while (listeners.berths().get(0).leases() > 10_000) {
                Thread.onSpinWait();
            }
        }
        registration.unregister();
        return new WeakReference<>(loader);
    }
}
