// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.staithe.session.PluginCall;

class CallTallyTest {

    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private RunningFramework framework;
    private Whiteboard<Runnable> whiteboard;

    @BeforeEach
    void start(@TempDir Path storage) throws Exception {
        framework = new RunningFramework(storage);
        whiteboard = framework.whiteboard(Runnable.class);
        whiteboard.open();
        CallTally.forget();
    }

    @AfterEach
    void stop() throws Exception {
        whiteboard.close();
        framework.close();
        other.shutdownNow();
    }

    private void call(String what) {
        try (Lease<Runnable> lease = whiteboard.require(any -> true, "nothing", 450)) {
            lease.run(what, Runnable::run);
        }
    }

    @Test
    void equalCallsAreOneLineWithTheirTimes() {
        framework.offer(Runnable.class, () -> pause(2), Map.of());
        call("open");
        call("read");
        call("read");

        List<PluginCall> calls = CallTally.take();
        assertThat(calls).extracting(PluginCall::call).containsExactly("open", "read");
        assertThat(calls).extracting(PluginCall::times).containsExactly(1, 2);
        assertThat(calls).allSatisfy(call -> {
            assertThat(call.plugin()).startsWith("org.apache.felix.framework ");
            assertThat(call.took().toNanos()).isGreaterThanOrEqualTo(call.times() * 2_000_000L);
            assertThat(call.failed()).isFalse();
        });
        assertThat(CallTally.take()).isEmpty();
    }

    @Test
    void aCallThatThrowsHasFailed() {
        framework.offer(
                Runnable.class,
                () -> {
                    throw new IllegalStateException("broken");
                },
                Map.of());
        assertThatThrownBy(() -> call("open")).hasMessage("broken");
        assertThat(CallTally.take()).singleElement().satisfies(call -> assertThat(call.failed())
                .isTrue());
    }

    @Test
    void whoAnswersLaterByAnotherThreadHasTheCalls() throws Exception {
        framework.offer(Runnable.class, () -> {}, Map.of());
        call("authenticate");
        Runnable told = CallTally.carriedBy(() -> assertThat(CallTally.take())
                .singleElement()
                .extracting(PluginCall::call)
                .isEqualTo("authenticate"));
        assertThat(CallTally.take()).isEmpty();
        other.submit(told).get(5, TimeUnit.SECONDS);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
