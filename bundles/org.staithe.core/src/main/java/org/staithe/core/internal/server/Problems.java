// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;
import org.staithe.session.ServerStatus.PluginProblem;

/** Finds the plugins that are installed but do not serve. Asks the framework anew each time: nothing is kept here. */
final class Problems {

    private static final String API = "org.staithe.";

    private final BundleContext context;

    private record Problem(String bundle, String component, String problem) implements PluginProblem {}

    Problems(BundleContext context) {
        this.context = context;
    }

    List<PluginProblem> now() {
        List<PluginProblem> problems = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (isPlugin(bundle) && bundle.getState() != Bundle.ACTIVE && bundle.getState() != Bundle.STARTING) {
                problems.add(new Problem(name(bundle), "", "is not started (see lb and diag)"));
            }
        }
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        ServiceComponentRuntime components = reference == null ? null : context.getService(reference);
        if (components != null) {
            components.getComponentDescriptionDTOs().stream()
                    .filter(component -> isPlugin(context.getBundle(component.bundle.id)))
                    .forEach(component -> {
                        load(component, problems);
                        components
                                .getComponentConfigurationDTOs(component)
                                .forEach(configuration -> judge(component, configuration, problems));
                    });
            context.ungetService(reference);
        }
        return problems;
    }

    /** A component whose class is missing counts as satisfied: nobody has needed it yet. */
    private void load(ComponentDescriptionDTO component, List<PluginProblem> problems) {
        Bundle bundle = context.getBundle(component.bundle.id);
        try {
            Class<?> unused = bundle.loadClass(component.implementationClass);
        } catch (ClassNotFoundException | LinkageError e) {
            problems.add(new Problem(name(bundle), component.name, "cannot be loaded: " + e));
        }
    }

    private void judge(
            ComponentDescriptionDTO component, ComponentConfigurationDTO configuration, List<PluginProblem> problems) {
        String bundle = name(context.getBundle(component.bundle.id));
        if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
            problems.add(new Problem(bundle, component.name, firstLine(configuration.failure)));
        } else if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
            for (UnsatisfiedReferenceDTO missing : configuration.unsatisfiedReferences) {
                problems.add(new Problem(bundle, component.name, "waits for its reference " + missing.name));
            }
        }
    }

    /** Whether it has to do with us; fragments are never started. */
    private static boolean isPlugin(Bundle bundle) {
        String imports = bundle.getHeaders("").get(Constants.IMPORT_PACKAGE);
        return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null
                && (bundle.getSymbolicName() != null && bundle.getSymbolicName().startsWith(API)
                        || imports != null && imports.contains(API));
    }

    private static String name(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    private static String firstLine(String text) {
        return text == null ? "failed to start" : text.lines().findFirst().orElse("failed to start");
    }
}
