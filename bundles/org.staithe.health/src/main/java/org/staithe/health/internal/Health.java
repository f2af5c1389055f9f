// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.staithe.health.ServerHealth;
import org.staithe.session.ServerStatus;

/** Offers what checks, the doctor and the counters have to say. */
@Component
public final class Health implements ServerHealth {

    private final Running running;
    private final Events events;
    private final Checkup checkup;
    private final Metrics metrics;

    @Activate
    public Health(@Reference Running running, @Reference Events events, @Reference Checkup checkup) {
        this.running = running;
        this.events = events;
        this.checkup = checkup;
        this.metrics = new Metrics(running, events);
    }

    @Override
    public List<Finding> checks() {
        return checkup.findings();
    }

    @Override
    public List<Finding> diagnoses() {
        return Doctor.diagnoses(
                events.networks().hours(),
                running.status().map(ServerStatus::resumptions).orElse(List.of()));
    }

    @Override
    public String metrics() {
        return metrics.text(checks());
    }
}
