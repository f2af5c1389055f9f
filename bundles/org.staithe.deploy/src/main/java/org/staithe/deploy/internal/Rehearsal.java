// SPDX-License-Identifier: Apache-2.0
package org.staithe.deploy.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;
import org.staithe.deploy.DeploymentException;
import org.staithe.deploy.SelfCheck;

/** Starts a new version beside the old one, and tells whether it can take over. */
final class Rehearsal {

    private static final long PATIENCE_SECONDS = 10;
    /** How the framework tells, behind much else, which package or capability a bundle lacks. */
    private static final Pattern LACKING = Pattern.compile("missing requirement .*?; (\\(.*?\\))(?: Unresolved|\\s*$)");

    private static final String CAUSE = "Caused by: ";

    private final BundleContext context;
    private final ServiceComponentRuntime components;

    Rehearsal(BundleContext context, ServiceComponentRuntime components) {
        this.context = context;
        this.components = components;
    }

    /**
     * Returns when the bundle runs and offers what it should.
     *
     * @param former whose place it is to take, if there is one
     */
    void pass(Bundle bundle, @Nullable Bundle former) throws DeploymentException {
        String name = bundle.getSymbolicName() + " " + bundle.getVersion();
        start(bundle);
        List<ServiceReference<?>> offered = services(bundle);
        List<ServiceReference<?>> missing = new ArrayList<>();
        for (ServiceReference<?> reference : offered) {
            // A component is made when somebody first asks for its service: now, and not by a client's command.
            Object service = context.getService(reference);
            if (service instanceof SelfCheck check) {
                pass(name, check);
            } else if (service == null && reference.getBundle() != null) {
                missing.add(reference);
            }
        }
        Optional<String> problem = componentProblem(bundle);
        offered.forEach(context::ungetService);
        if (problem.isPresent()) {
            throw new DeploymentException(name + " is not complete: " + problem.get());
        }
        if (!missing.isEmpty()) {
            throw new DeploymentException(name + " is not complete: no service comes of " + missing);
        }
        if (former != null && services(bundle).isEmpty() && !services(former).isEmpty()) {
            throw new DeploymentException(name + " offers nothing, unlike " + former.getVersion()
                    + ": does it need another configuration?" + waiting(bundle));
        }
    }

    /** Starts a bundle now, and whenever the server starts. */
    static void start(Bundle bundle) throws DeploymentException {
        try {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException failure) {
            throw new DeploymentException(
                    bundle.getSymbolicName() + " " + bundle.getVersion() + " does not start: " + reason(failure),
                    failure);
        }
    }

    /** Why a bundle that should run does not do so, or not wholly. */
    Optional<String> problem(Bundle bundle) {
        if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null) {
            return Optional.empty();
        }
        return bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING
                ? componentProblem(bundle)
                : Optional.of("it is not started; the log says why");
    }

    private Optional<String> componentProblem(Bundle bundle) {
        List<String> problems = new ArrayList<>();
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(bundle)) {
            unloadable(bundle, component).ifPresent(problems::add);
            for (ComponentConfigurationDTO state : components.getComponentConfigurationDTOs(component)) {
                if (state.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    problems.add(component.name + " failed: " + said(state.failure));
                } else if (state.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
                    problems.add(component.name + " lacks " + missing(component, state));
                }
            }
        }
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }

    /** The runtime loads a class when it is needed; if that fails, it leaves it at a line in the log. */
    private static Optional<String> unloadable(Bundle bundle, ComponentDescriptionDTO component) {
        try {
            // Asking for its constructors links it: the classes that these name must be there, too.
            var unused = bundle.loadClass(component.implementationClass).getDeclaredConstructors();
            return Optional.empty();
        } catch (ClassNotFoundException | LinkageError failure) {
            return Optional.of(component.name + " cannot be loaded: " + reason(failure));
        }
    }

    private static String missing(ComponentDescriptionDTO component, ComponentConfigurationDTO state) {
        List<String> names = new ArrayList<>();
        for (UnsatisfiedReferenceDTO unsatisfied : state.unsatisfiedReferences) {
            Arrays.stream(component.references)
                    .filter(reference -> reference.name.equals(unsatisfied.name))
                    .forEach(reference -> names.add(reference.interfaceName));
        }
        return String.join(", ", names);
    }

    private String waiting(Bundle bundle) {
        String pids = components.getComponentDescriptionDTOs(bundle).stream()
                .flatMap(component -> Arrays.stream(component.configurationPid))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return pids.isEmpty() ? "" : " It reads " + pids;
    }

    private static void pass(String name, SelfCheck check) throws DeploymentException {
        FutureTask<Void> task = new FutureTask<>(() -> {
            check.check();
            return null;
        });
        Thread thread = new Thread(task, "self-check " + name);
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            Throwable why = failed.getCause() == null ? failed : failed.getCause();
            throw new DeploymentException(name + " failed its self-check: " + reason(why), why);
        } catch (TimeoutException late) {
            task.cancel(true);
            throw new DeploymentException(
                    name + " failed its self-check: it takes longer than " + PATIENCE_SECONDS + " s", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DeploymentException(name + " was not swapped: the server stops", interrupted);
        }
    }

    private static List<ServiceReference<?>> services(Bundle bundle) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        return services == null ? List.of() : List.of(services);
    }

    static String reason(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        if (last.getMessage() == null) {
            return last.getClass().getSimpleName();
        }
        Matcher lacking = LACKING.matcher(last.getMessage());
        return lacking.find() ? "no bundle here offers " + lacking.group(1) : last.getMessage();
    }

    /** What the runtime gives is a stack trace; the plugin's own words are in its last cause. */
    private static String said(@Nullable String failure) {
        String said = "the log says why";
        for (String line : failure == null ? List.<String>of() : failure.lines().toList()) {
            if (line.startsWith(CAUSE) || said.equals("the log says why")) {
                said = line.startsWith(CAUSE) ? line.substring(CAUSE.length()) : line;
            }
        }
        return said;
    }
}
