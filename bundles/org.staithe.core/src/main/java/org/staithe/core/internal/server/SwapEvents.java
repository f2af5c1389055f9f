// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** Posts swaps as events, where there is an EventAdmin; the package is optional, so its classes are met late. */
final class SwapEvents {

    static final String TOPIC = "org/staithe/swap";

    private static final String EVENT_ADMIN = "org.osgi.service.event.EventAdmin";

    private final BundleContext context;

    SwapEvents(BundleContext context) {
        this.context = context;
    }

    void post(Swap swap) {
        ServiceReference<?> reference = context.getServiceReference(EVENT_ADMIN);
        Object service = reference == null ? null : context.getService(reference);
        if (service != null) {
            Posting.post(service, swap);
            context.ungetService(reference);
        }
    }

    private static final class Posting {
        static void post(Object service, Swap swap) {
            ((EventAdmin) service).postEvent(new Event(TOPIC, swap.properties()));
        }
    }
}
