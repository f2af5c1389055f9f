// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.x25519.internal;

import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers X25519 to this JVM as long as the bundle is active: for the FTP server and the web console alike.
 *
 * <p>Whatever the operator has put before the JDK's own provider keeps its place. A handshake that is under way when
 * this one comes or goes is finished by the other one: both know each other's keys.
 */
@Component(
        service = {},
        immediate = true)
public final class CheaperKeyExchange {

    private static final Logger log = LoggerFactory.getLogger(CheaperKeyExchange.class);
    private static final String JDK = "SunEC";

    private final Provider provider;

    /** Begins to offer it. */
    @Activate
    public CheaperKeyExchange(BundleContext context) {
        this(context.getBundle().getBundleId());
    }

    /** The number makes the name its own: two versions may be there at once. */
    CheaperKeyExchange(long number) {
        provider = new X25519Provider("StaitheX25519-" + number);
        int place = Arrays.stream(Security.getProviders())
                .map(Provider::getName)
                .toList()
                .indexOf(JDK);
        if (place < 0) {
            log.info("X25519 is left to the providers of this JVM, which has no {}", JDK);
        } else {
            Security.insertProviderAt(provider, place + 1);
        }
    }

    @Deactivate
    void stop() {
        Security.removeProvider(provider.getName());
    }
}
