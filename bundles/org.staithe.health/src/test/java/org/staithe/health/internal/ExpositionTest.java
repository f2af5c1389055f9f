// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExpositionTest {

    @Test
    void aNumberStandsBehindItsLabels() {
        Exposition out = new Exposition()
                .family("staithe_up", Exposition.GAUGE, "Whether it runs.")
                .sample("staithe_up", 1)
                .sample("staithe_up", 0.25, "listener", "a", "key", "b");
        assertThat(out).hasToString("""
                # HELP staithe_up Whether it runs.
                # TYPE staithe_up gauge
                staithe_up 1
                staithe_up{listener="a",key="b"} 0.25
                """);
    }

    @Test
    void whatWouldBreakTheFormatIsEscaped() {
        assertThat(new Exposition().sample("x", 1, "name", "a\"b\\c\nd"))
                .hasToString("x{name=\"a\\\"b\\\\c\\nd\"} 1\n");
    }

    @Test
    void aHistogramEndsWithAllOfThem() {
        Map<Duration, Long> within = new TreeMap<>(Map.of(Duration.ofMillis(1), 3L, Duration.ofSeconds(10), 4L));
        assertThat(new Exposition().histogram("t", within, 5, Duration.ofMillis(12_500), "verb", "RETR"))
                .hasToString("""
                        t_bucket{verb="RETR",le="0.001"} 3
                        t_bucket{verb="RETR",le="10"} 4
                        t_bucket{verb="RETR",le="+Inf"} 5
                        t_sum{verb="RETR"} 12.5
                        t_count{verb="RETR"} 5
                        """);
    }

    @Test
    void countersAreInTheOrderOfTheirLabels() {
        Counter logins = new Counter();
        logins.add(2, "refused", "none");
        logins.add(1, "accepted", "TLSv1.3");
        logins.add(1, "refused", "none");
        assertThat(new Exposition().counters("logins_total", "Logins.", logins, "result", "tls"))
                .hasToString("""
                        # HELP logins_total Logins.
                        # TYPE logins_total counter
                        logins_total{result="accepted",tls="TLSv1.3"} 1
                        logins_total{result="refused",tls="none"} 3
                        """);
    }
}
