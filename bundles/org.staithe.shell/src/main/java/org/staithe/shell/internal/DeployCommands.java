// SPDX-License-Identifier: Apache-2.0
package org.staithe.shell.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.staithe.deploy.Deployment;
import org.staithe.deploy.DeploymentException;
import org.staithe.deploy.Plugin;
import org.staithe.deploy.Swap;

/** The commands of scope {@code staithe} that change which plugins serve. They return when the change is made. */
@Component(
        service = DeployCommands.class,
        property = {
            "osgi.command.scope=staithe",
            "osgi.command.function=deployed",
            "osgi.command.function=deploy",
            "osgi.command.function=swap",
            "osgi.command.function=rollback",
            "osgi.command.function=undeploy"
        })
public final class DeployCommands {

    static final String NO_DEPLOYMENT = "Nothing can be deployed: no bundle offers it (see lb org.staithe.deploy).";

    private final @Nullable Deployment deployment;

    @Activate
    public DeployCommands(
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    @Nullable
                    Deployment deployment) {
        this.deployment = deployment;
    }

    /** Which plugins there are, and to which versions each can go back. */
    public String deployed() {
        Deployment service = deployment;
        if (service == null) {
            return NO_DEPLOYMENT;
        }
        Table table = new Table("PLUGIN", "VERSION", "FROM", "FORMER", "PROBLEM");
        List<Plugin> plugins = service.plugins();
        plugins.forEach(plugin -> table.row(
                plugin.symbolicName(),
                plugin.version(),
                plugin.shipped() ? "server" : "plugins/",
                plugin.former().isEmpty() ? "-" : String.join(", ", plugin.former()),
                plugin.problem().orElse("-")));
        return plugins.isEmpty() ? "No plugins are there." : table.toString();
    }

    /** Brings a jar in: {@code deploy FILE}. A version of it that is there is swapped. */
    public String deploy(String file) {
        return change(service -> service.install(Files.newInputStream(Path.of(file))));
    }

    /** Replaces a plugin without a gap: {@code swap BUNDLE FILE}. */
    public String swap(String bundle, String file) {
        return change(service -> service.swap(bundle, Files.newInputStream(Path.of(file))));
    }

    /** Goes back to the version before: {@code rollback BUNDLE}. */
    public String rollback(String bundle) {
        return change(service -> service.rollback(bundle));
    }

    /** Takes a plugin out: {@code undeploy BUNDLE}. A shipped version of it serves again. */
    public String undeploy(String bundle) {
        return change(service -> service.remove(bundle));
    }

    private String change(Step step) {
        Deployment service = deployment;
        if (service == null) {
            return NO_DEPLOYMENT;
        }
        try {
            Swap swap = step.with(service);
            return Words.printable("%s: %s -> %s in %d ms."
                    .formatted(
                            swap.symbolicName(),
                            swap.from().orElse("new"),
                            swap.to().orElse("gone"),
                            swap.took().toMillis()));
        } catch (NoSuchFileException | InvalidPathException missing) {
            return Words.printable("Nothing is changed: there is no file " + missing.getMessage() + ".");
        } catch (DeploymentException | IOException failure) {
            return Words.printable("Nothing is changed: " + failure.getMessage() + ".");
        }
    }

    @FunctionalInterface
    private interface Step {
        Swap with(Deployment deployment) throws DeploymentException, IOException;
    }
}
