// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once a day of what runs out soon. Used by one thread. */
final class ExpiryWarnings {

    private static final Logger log = LoggerFactory.getLogger(ExpiryWarnings.class);
    private static final Duration EARLY = Duration.ofDays(30);
    private static final Duration LATE = Duration.ofDays(7);
    private static final Duration PAUSE = Duration.ofDays(1);

    private Instant next = Instant.MIN;

    /** Tells of each certificate and revocation list, unless it was done today and nothing is new. */
    void tell(List<NamedIdentity> identities, List<X509CRL> revocations, boolean anew, Instant now) {
        if (!anew && now.isBefore(next)) {
            return;
        }
        next = now.plus(PAUSE);
        for (NamedIdentity identity : identities) {
            Duration left = Duration.between(now, identity.expires());
            if (left.isNegative()) {
                log.error("TLS: clients refuse this certificate, which has expired: {}", identity);
            } else if (left.compareTo(LATE) < 0) {
                log.error("TLS: this certificate expires in {} days: {}", left.toDays(), identity);
            } else if (left.compareTo(EARLY) < 0) {
                log.warn("TLS: this certificate expires in {} days: {}", left.toDays(), identity);
            }
        }
        for (X509CRL list : revocations) {
            if (list.getNextUpdate() != null && now.isAfter(list.getNextUpdate().toInstant())) {
                log.error(
                        "TLS: the revocation list of {} ran out at {}: clients of this authority are refused",
                        list.getIssuerX500Principal(),
                        list.getNextUpdate().toInstant());
            }
        }
    }
}
