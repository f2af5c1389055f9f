// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.Test;
import org.staithe.health.Measurements;
import org.staithe.health.internal.Running;
import org.staithe.testkit.tls.Certificates;

class CertificatesCheckTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-12-31T00:00:00Z");

    private final X509Certificate certificate = Certificates.selfSigned("CN=ftp.example")
            .valid(BEGIN, END)
            .identity()
            .certificate();

    @Test
    void theDaysThatAreLeftDecide() {
        assertThat(look(Duration.ofDays(20)).getStatus()).isEqualTo(Status.OK);
        assertThat(look(Duration.ofDays(10)).getStatus()).isEqualTo(Status.WARN);
        assertThat(look(Duration.ofDays(2)).getStatus()).isEqualTo(Status.CRITICAL);
        assertThat(look(Duration.ofDays(10)).toString()).contains("ftp.example", "default", "10 days");
    }

    @Test
    void whatHasExpiredOrIsNotValidYetIsCritical() {
        assertThat(look(END.plusSeconds(1)).toString()).contains("CRITICAL", "has expired");
        assertThat(look(BEGIN.minusSeconds(1)).toString()).contains("CRITICAL", "not valid yet");
    }

    /** So long before the end. */
    private Result look(Duration before) {
        return look(END.minus(before).minusSeconds(1));
    }

    private Result look(Instant now) {
        return new CertificatesCheck(Running.of(new Certified()), () -> now).execute();
    }

    private record Shown(String listener, X509Certificate certificate) implements Measurements.ShownCertificate {}

    /** A server of which nothing but a certificate is known. */
    private final class Certified implements Measurements {

        @Override
        public List<CommandTime> commands() {
            return List.of();
        }

        @Override
        public List<PassivePorts> passivePorts() {
            return List.of();
        }

        @Override
        public List<Storage> storage() {
            return List.of();
        }

        @Override
        public List<ShownCertificate> certificates() {
            return List.of(new Shown("default", certificate));
        }

        @Override
        public int addressesShutOut() {
            return 0;
        }
    }
}
