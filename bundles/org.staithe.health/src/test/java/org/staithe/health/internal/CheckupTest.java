// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.staithe.health.ServerHealth.Finding;
import org.staithe.health.ServerHealth.State;

@Timeout(60)
class CheckupTest {

    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void theWorstComesFirstAndOnlyWhatIsNotWellIsTold() {
        List<Finding> found = checkup(
                        named("Fine", () -> result(log -> log.info("All is well."))),
                        named(
                                "Full",
                                () -> result(log -> {
                                    log.info("Disk one is fine.");
                                    log.warn("Disk {} fills up.", 2);
                                })))
                .findings();
        assertThat(found).extracting(Finding::name).containsExactly("Full", "Fine");
        assertThat(found.get(0).state()).isEqualTo(State.WARN);
        assertThat(found.get(0).text()).isEqualTo("Disk 2 fills up.");
        assertThat(found.get(1).text()).isEqualTo("All is well.");
    }

    @Test
    void aCheckThatFailsIsCritical() {
        Finding found = checkup(named("Broken", () -> {
                    throw new IllegalStateException("no such disk");
                }))
                .findings()
                .get(0);
        assertThat(found.state()).isEqualTo(State.CRITICAL);
        assertThat(found.text()).contains("no such disk");
    }

    @Test
    void aCheckThatHangsDelaysNoOtherForLong() {
        Checkup checkup = checkup(
                named("Hung", () -> {
                    end.await();
                    return result(log -> log.info("At last."));
                }),
                named("Fine", () -> result(log -> log.info("All is well."))));
        List<Finding> found = checkup.findings();
        end.countDown();
        assertThat(found.get(0).name()).isEqualTo("Hung");
        assertThat(found.get(0).text()).contains("it hangs");
        assertThat(found.get(1).state()).isEqualTo(State.OK);
        checkup.stop();
    }

    private interface Look {
        Result at() throws Exception;
    }

    private interface Saying {
        void to(FormattingResultLog log);
    }

    private static Result result(Saying saying) {
        FormattingResultLog log = new FormattingResultLog();
        saying.to(log);
        return new Result(log);
    }

    private static Map.Entry<Map<String, Object>, HealthCheck> named(String name, Look look) {
        HealthCheck check = () -> {
            try {
                return look.at();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        return Map.entry(Map.of(HealthCheck.NAME, name), check);
    }

    @SafeVarargs
    private static Checkup checkup(Map.Entry<Map<String, Object>, HealthCheck>... checks) {
        return new Checkup(List.of(checks));
    }
}
