// SPDX-License-Identifier: Apache-2.0
package org.staithe.shell.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.staithe.health.ServerHealth;
import org.staithe.health.ServerHealth.Finding;
import org.staithe.health.ServerHealth.State;

/** The commands of scope {@code staithe} for the Gogo shell, which prints what they return. */
@Component(
        service = HealthCommands.class,
        property = {"osgi.command.scope=staithe", "osgi.command.function=health", "osgi.command.function=doctor"})
public final class HealthCommands {

    private final ServerHealth health;

    @Activate
    public HealthCommands(@Reference ServerHealth health) {
        this.health = health;
    }

    /** What each health check found, the worst first. */
    public String health() {
        return lines(health.checks());
    }

    /** What keeps clients from working and what would help; and what is not well otherwise. */
    public String doctor() {
        List<Finding> found = new ArrayList<>(health.diagnoses());
        health.checks().stream().filter(one -> one.state() != State.OK).forEach(found::add);
        return found.isEmpty() ? "Nothing went wrong in the last hour." : lines(found);
    }

    private static String lines(List<Finding> findings) {
        return findings.stream()
                // Reasons may hold what a client typed.
                .map(one -> "%-8s  %s: %s".formatted(one.state(), one.name(), Words.printable(one.text())))
                .collect(Collectors.joining("\n"));
    }
}
