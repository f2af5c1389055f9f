// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.boringssl.internal;

import io.netty.handler.ssl.OpenSsl;
import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.tls.TlsProvider;

/** Offers BoringSSL to the server where there is one for this machine. */
@Component(
        service = {},
        immediate = true)
public final class Offer {

    private static final Logger log = LoggerFactory.getLogger(Offer.class);
    private static final String CLASS = ".class";

    private final @Nullable ServiceRegistration<TlsProvider> offered;

    /** Begins to offer it. */
    @Activate
    public Offer(BundleContext context) {
        boolean available = OpenSsl.isAvailable();
        FastThreadLocal.removeAll(); // they would keep the classes of this bundle as long as this thread lives
        if (available) {
            offered = context.registerService(TlsProvider.class, new BoringSsl(), null);
        } else {
            offered = null;
            log.info(
                    "There is no BoringSSL for this machine ({}): TLS is left to the JDK",
                    OpenSsl.unavailabilityCause().getMessage());
        }
    }

    @Deactivate
    void stop(BundleContext context) {
        if (offered != null) {
            offered.unregister();
            boolean goesOn = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getState() == Bundle.ACTIVE;
            if (goesOn) {
                loadAll(context.getBundle().adapt(BundleWiring.class));
            }
        }
    }

    /** Sessions that go on may need any class, if only to end; and the bundle's file may be gone by then. */
    private static void loadAll(BundleWiring wiring) {
        int how = BundleWiring.LISTRESOURCES_LOCAL | BundleWiring.LISTRESOURCES_RECURSE;
        for (String resource : wiring.listResources("/", "*" + CLASS, how)) {
            String name =
                    resource.substring(0, resource.length() - CLASS.length()).replace('/', '.');
            try {
                Class<?> unused = Class.forName(name, false, wiring.getClassLoader());
            } catch (ClassNotFoundException | LinkageError e) {
                log.trace("{} needs what is not here", name, e);
            }
        }
    }
}
