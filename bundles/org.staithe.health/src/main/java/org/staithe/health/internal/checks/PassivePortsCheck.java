// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal.checks;

import java.util.List;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.staithe.data.PortUse;
import org.staithe.health.Measurements;
import org.staithe.health.Measurements.PassivePorts;
import org.staithe.health.internal.Running;

/** Whether there are passive ports left. Whether clients reach them, the doctor knows from what happens. */
@Component(property = {HealthCheck.NAME + "=Passive ports", HealthCheck.TAGS + "=staithe"})
public final class PassivePortsCheck implements HealthCheck {

    private static final int WARN_PERCENT = 90;

    private final Running running;

    @Activate
    public PassivePortsCheck(@Reference Running running) {
        this.running = running;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        List<PassivePorts> policies =
                running.measurements().map(Measurements::passivePorts).orElse(List.of());
        if (policies.isEmpty()) {
            log.info("No policy says how many ports it has.");
        }
        for (PassivePorts policy : policies) {
            look(log, policy.policy(), policy.use());
        }
        return new Result(log);
    }

    private static void look(FormattingResultLog log, String policy, PortUse use) {
        String told = use.advertised()
                .map(address -> ", clients are told " + address.getHostAddress())
                .orElse("");
        if (use.ports() == 0) {
            log.info("{}: any free port, {} lent{}.", policy, use.lent(), told);
        } else if (use.lent() >= use.ports()) {
            log.critical("{}: no port is left of {}, PASV and EPSV are answered 425.", policy, use.ports());
        } else if (use.lent() * 100L >= use.ports() * (long) WARN_PERCENT) {
            log.warn("{}: {} of {} ports lent.", policy, use.lent(), use.ports());
        } else {
            log.info("{}: {} of {} ports lent{}.", policy, use.lent(), use.ports(), told);
        }
    }
}
