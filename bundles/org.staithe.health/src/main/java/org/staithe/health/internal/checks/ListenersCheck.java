// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal.checks;

import java.util.List;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.staithe.health.internal.Running;
import org.staithe.session.ServerStatus;
import org.staithe.session.ServerStatus.ListenerStatus;

/** Whether clients can connect. */
@Component(property = {HealthCheck.NAME + "=Listeners", HealthCheck.TAGS + "=staithe"})
public final class ListenersCheck implements HealthCheck {

    private final Running running;

    @Activate
    public ListenersCheck(@Reference Running running) {
        this.running = running;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        if (running.status().isEmpty()) {
            log.critical("The FTP server is not running.");
            return new Result(log);
        }
        List<ListenerStatus> listeners =
                running.status().map(ServerStatus::listeners).orElse(List.of());
        if (listeners.isEmpty()) {
            log.warn("No listener is configured: nobody can connect.");
        }
        for (ListenerStatus listener : listeners) {
            listener.problem()
                    .ifPresentOrElse(
                            why -> log.critical("Listener {} does not accept: {}.", listener.name(), why),
                            () -> log.info(
                                    "Listener {} accepts on port {}.",
                                    listener.name(),
                                    listener.address().getPort()));
        }
        return new Result(log);
    }
}
