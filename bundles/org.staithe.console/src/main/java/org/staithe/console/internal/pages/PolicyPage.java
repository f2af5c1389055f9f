// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.pages;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
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
import org.staithe.session.PolicyTrial;

/** "May ann STOR /in/x from there?", answered by the rules themselves. */
@Component
public final class PolicyPage implements Page {

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable PolicyTrial rules;

    @Override
    public List<Action> actions() {
        return List.of(Action.look("policy", ConsoleRole.VIEWER, this::attempt));
    }

    private void attempt(Call call) throws Exception {
        PolicyTrial now = rules;
        if (now == null) {
            throw new Call.Refusal(503, "The FTP server is not running.");
        }
        PolicyTrial.Trial trial = now.attempt(new PolicyTrial.Attempt(
                call.required("listener"),
                call.required("user"),
                call.required("verb").toUpperCase(Locale.ROOT),
                call.value("path"),
                address(call.required("address")),
                call.value("tls").equals("true")));
        call.json(Json.object()
                .with("allowed", trial.allowed())
                .with("decisions", trial.decisions().stream().map(decision -> Json.object()
                        .with("rule", decision.rule())
                        .with("allowed", decision.allowed())
                        .with("reason", decision.reason())))
                .words("rights", trial.rights().stream().sorted().map(Text::word))
                .with("passive", trial.passive().map(PolicyPage::told)));
    }

    private static String told(InetAddress address) {
        return address.isAnyLocalAddress() ? "the address that it reached us on" : address.getHostAddress();
    }

    /** No name: nobody's name server is asked for what somebody types here. */
    private static InetAddress address(String text) throws Call.Refusal, UnknownHostException {
        if (!text.matches("[0-9.]{7,15}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            throw new Call.Refusal(400, "'" + Text.clean(text) + "' is not an IP address.");
        }
        return InetAddress.getByName(text);
    }
}
