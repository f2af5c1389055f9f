// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.staithe.auth.ConsoleRole;
import org.staithe.console.internal.access.Text;
import org.staithe.console.internal.live.Core;
import org.staithe.console.internal.web.Call;
import org.staithe.console.internal.web.Json;
import org.staithe.console.internal.web.Page;
import org.staithe.deploy.Deployment;
import org.staithe.deploy.DeploymentException;
import org.staithe.deploy.Plugin;
import org.staithe.deploy.Swap;
import org.staithe.session.ServerStatus;
import org.staithe.session.ServerStatus.PluginStatus;

/** Which plugins serve what, the best of each kind first; and their coming, changing and going. */
@Component
public final class PluginsPage implements Page {

    private final Core core;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Deployment deployment;

    /** A change of plugins. */
    @FunctionalInterface
    private interface Change {
        Swap make(Deployment deployment) throws Exception;
    }

    @Activate
    public PluginsPage(@Reference Core core) {
        this.core = core;
    }

    @Override
    public List<Action> actions() {
        return List.of(
                Action.look("plugins", ConsoleRole.VIEWER, this::list),
                Action.change(
                        "plugins/install",
                        ConsoleRole.ADMINISTRATOR,
                        call -> change(call, "installed", now -> now.install(call.body()))),
                Action.change(
                        "plugins/rollback",
                        ConsoleRole.ADMINISTRATOR,
                        call -> change(call, "rolled back", now -> now.rollback(call.required("name")))),
                Action.change(
                        "plugins/remove",
                        ConsoleRole.ADMINISTRATOR,
                        call -> change(call, "removed", now -> now.remove(call.required("name")))));
    }

    private void list(Call call) throws Exception {
        Deployment now = deployment;
        List<Plugin> bundles = now == null ? List.of() : now.plugins();
        call.json(Json.object()
                .with("deployable", now != null)
                .with("bundles", bundles.stream().map(PluginsPage::bundle))
                .with(
                        "plugins",
                        core.status().map(ServerStatus::plugins).orElse(List.of()).stream()
                                .map(PluginsPage::service)));
    }

    private void change(Call call, String done, Change change) throws Exception {
        Deployment now = deployment;
        if (now == null) {
            throw new Call.Refusal(503, "No bundle of this server deploys plugins.");
        }
        try {
            Swap swap = change.make(now);
            String versions = swap.from().orElse("nothing") + " to " + swap.to().orElse("nothing");
            call.audit(done + " the plugin " + swap.symbolicName() + ": " + versions);
            call.json(Json.object()
                    .with("name", swap.symbolicName())
                    .with("from", swap.from())
                    .with("to", swap.to())
                    .with("millis", swap.took().toMillis()));
        } catch (DeploymentException e) {
            throw new Call.Refusal(409, String.valueOf(e.getMessage()));
        }
    }

    private static Json bundle(Plugin plugin) {
        return Json.object()
                .with("name", plugin.symbolicName())
                .with("version", plugin.version())
                .with("shipped", plugin.shipped())
                .with("problem", plugin.problem())
                .words("former", plugin.former().stream());
    }

    private static Json service(PluginStatus plugin) {
        return Json.object()
                .with("kind", plugin.kind())
                .with("name", plugin.name())
                .with("bundle", plugin.bundle())
                .with("ranking", plugin.ranking())
                .with("leases", plugin.leases())
                .with("calls", plugin.calls())
                .with("mean", plugin.mean().toNanos() / 1000)
                .with("longest", plugin.longest().toNanos() / 1000)
                .with("breaker", Text.word(plugin.breaker()))
                .with("errors", plugin.errors());
    }
}
