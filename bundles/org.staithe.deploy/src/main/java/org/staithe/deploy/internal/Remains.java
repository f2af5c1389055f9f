// SPDX-License-Identifier: Apache-2.0
package org.staithe.deploy.internal;

import java.lang.reflect.Field;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the framework and the log keep of a bundle after it was uninstalled, for good: no classes, but the bundle with all
 * headers, some 15 KiB each time that a plugin is swapped.
 */
final class Remains {

    private static final Logger log = LoggerFactory.getLogger(Remains.class);

    private Remains() {}

    /** Takes away what can be, of a bundle that still runs and is about to go. */
    static void clear(Bundle bundle) {
        BundleContext context = bundle.getBundleContext();
        if (context == null) {
            return; // it does not run, and has used nothing
        }
        try {
            // The runtime of components has asked for it on the bundle's behalf.
            ServiceReference<?> asked = context.getServiceReference("org.osgi.service.cm.ConfigurationAdmin");
            if (asked != null) {
                forgetUse(context.getServiceObjects(asked));
            }
            forgetLoggers("#" + bundle.getBundleId());
        } catch (ReflectiveOperationException | RuntimeException e) {
            log.debug("{} leaves something behind", bundle, e);
        }
    }

    /**
     * Felix 7.0.5 keeps the count of a service's uses by a bundle when it has come to zero, unless the last use was this.
     */
    private static <S> void forgetUse(ServiceObjects<S> uses) {
        S service = uses.getService();
        if (service != null) {
            uses.ungetService(service);
        }
    }

    /** Pax Logging 2.3.2 keeps each logger by a name that ends with the number of its bundle. */
    private static void forgetLoggers(String suffix) throws ReflectiveOperationException {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        Object manager = field(factory.getClass(), "m_paxLogging").get(null);
        if (manager != null && field(manager.getClass(), "m_loggers").get(manager) instanceof Map<?, ?> loggers) {
            synchronized (loggers) {
                loggers.keySet().removeIf(name -> name.toString().endsWith(suffix));
            }
        }
    }

    private static Field field(Class<?> owner, String name) throws NoSuchFieldException {
        Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
