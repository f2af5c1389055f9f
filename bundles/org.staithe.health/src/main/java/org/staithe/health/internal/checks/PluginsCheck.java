// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal.checks;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.staithe.health.internal.Running;
import org.staithe.session.ServerStatus;
import org.staithe.session.ServerStatus.Breaker;
import org.staithe.session.ServerStatus.PluginStatus;

/** Whether all plugins that are installed serve, and answer in time. */
@Component(property = {HealthCheck.NAME + "=Plugins", HealthCheck.TAGS + "=staithe"})
public final class PluginsCheck implements HealthCheck {

    private final Running running;

    @Activate
    public PluginsCheck(@Reference Running running) {
        this.running = running;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        running.status().ifPresent(status -> look(log, status));
        return new Result(log);
    }

    private static void look(FormattingResultLog log, ServerStatus status) {
        status.problems().forEach(one -> log.critical("{} does not serve: {}.", one.bundle(), one.problem()));
        int well = 0;
        for (PluginStatus plugin : status.plugins()) {
            if (plugin.breaker() != Breaker.CLOSED) {
                log.critical(
                        "{} ({}) is left alone because calls took too long or failed.", plugin.bundle(), plugin.kind());
            } else if (!plugin.hung().isEmpty()) {
                log.warn(
                        "{} ({}): calls that do not come back: {}.",
                        plugin.bundle(),
                        plugin.kind(),
                        plugin.hung().size());
            } else {
                well++;
            }
        }
        log.info("Services of plugins that are well: {}.", well);
    }
}
