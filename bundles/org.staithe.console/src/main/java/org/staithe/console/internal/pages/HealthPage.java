// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.pages;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.staithe.auth.ConsoleRole;
import org.staithe.console.internal.access.Text;
import org.staithe.console.internal.web.Call;
import org.staithe.console.internal.web.Json;
import org.staithe.console.internal.web.Page;
import org.staithe.health.ServerHealth;
import org.staithe.health.ServerHealth.Finding;
import org.staithe.health.ServerHealth.State;

/** Whether the server is well: for the overview, for whoever watches from afar, and for Prometheus. */
@Component(service = {Page.class, HealthPage.class})
public final class HealthPage implements Page {

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ServerHealth health;

    @Override
    public List<Action> actions() {
        return List.of(
                Action.machine("health", ConsoleRole.VIEWER, this::checks),
                Action.machine("metrics", ConsoleRole.VIEWER, this::metrics));
    }

    /** What is not well, the worst first; clients' troubles before checks. */
    Stream<Finding> troubles() {
        ServerHealth now = health;
        return now == null
                ? Stream.of()
                : Stream.concat(now.diagnoses().stream(), now.checks().stream()).filter(one -> one.state() != State.OK);
    }

    /** All that was looked at. */
    Stream<Finding> looks() {
        ServerHealth now = health;
        return now == null ? Stream.of() : now.checks().stream();
    }

    private void checks(Call call) throws Exception {
        ServerHealth now = required();
        List<Finding> checks = now.checks();
        State worst = checks.stream().map(Finding::state).max(State::compareTo).orElse(State.OK);
        // So that whoever watches needs to look at the status only.
        call.status(worst == State.CRITICAL ? 503 : 200);
        call.json(Json.object()
                .with("state", Text.word(worst))
                .with("checks", checks.stream().map(HealthPage::json))
                .with("diagnoses", now.diagnoses().stream().map(HealthPage::json)));
    }

    private void metrics(Call call) throws Exception {
        call.text("text/plain;version=0.0.4", required().metrics());
    }

    private ServerHealth required() throws Call.Refusal {
        return Optional.ofNullable(health)
                .orElseThrow(() -> new Call.Refusal(503, "No bundle of this server watches its health."));
    }

    static Json json(Finding finding) {
        return Json.object()
                .with("name", finding.name())
                .with("state", Text.word(finding.state()))
                .with("text", finding.text());
    }
}
