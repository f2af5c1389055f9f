// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal.checks;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.staithe.health.Measurements;
import org.staithe.health.Measurements.ShownCertificate;
import org.staithe.health.internal.Running;

/** How long the certificates that clients see are valid. */
@Component(property = {HealthCheck.NAME + "=Certificates", HealthCheck.TAGS + "=staithe"})
public final class CertificatesCheck implements HealthCheck {

    private static final long WARN_DAYS = 14;
    private static final long CRITICAL_DAYS = 3;

    private final Running running;
    private final InstantSource clock;

    @Activate
    public CertificatesCheck(@Reference Running running) {
        this(running, InstantSource.system());
    }

    CertificatesCheck(Running running, InstantSource clock) {
        this.running = running;
        this.clock = clock;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        List<ShownCertificate> shown =
                running.measurements().map(Measurements::certificates).orElse(List.of());
        if (shown.isEmpty()) {
            log.info("No listener shows a certificate.");
        }
        for (ShownCertificate one : shown) {
            look(log, one.listener(), one.certificate());
        }
        return new Result(log);
    }

    private void look(FormattingResultLog log, String listener, X509Certificate certificate) {
        Instant now = clock.instant();
        Instant end = certificate.getNotAfter().toInstant();
        long days = Duration.between(now, end).toDays();
        String left = days == 1 ? "1 day" : days + " days";
        String name = certificate.getSubjectX500Principal().getName();
        if (now.isAfter(end)) {
            log.critical("The certificate {} of listener {} has expired: clients refuse it.", name, listener);
        } else if (now.isBefore(certificate.getNotBefore().toInstant())) {
            log.critical("The certificate {} of listener {} is not valid yet: is the clock right?", name, listener);
        } else if (days < CRITICAL_DAYS) {
            log.critical("The certificate {} of listener {} ends in {}.", name, listener, left);
        } else if (days < WARN_DAYS) {
            log.warn("The certificate {} of listener {} ends in {}.", name, listener, left);
        } else {
            log.info("The certificate {} of listener {} is valid for {}.", name, listener, left);
        }
    }
}
