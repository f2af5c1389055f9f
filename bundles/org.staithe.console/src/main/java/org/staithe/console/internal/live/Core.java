// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.live;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.staithe.session.ServerStatus;
import org.staithe.session.Session;
import org.staithe.session.SessionControl;

/** What the server offers to operators, when it is there: the console stays while the core is replaced. */
@Component(service = Core.class)
public final class Core {

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable SessionControl control;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ServerStatus status;

    public List<Session> sessions() {
        return control().map(SessionControl::sessions).orElse(List.of());
    }

    public Optional<SessionControl> control() {
        return Optional.ofNullable(control);
    }

    public Optional<ServerStatus> status() {
        return Optional.ofNullable(status);
    }
}
