// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.staithe.health.Measurements;
import org.staithe.session.ServerStatus;
import org.staithe.session.Session;
import org.staithe.session.SessionControl;

/** The server as far as it runs: it starts last and may be replaced, which is just when its health is asked for. */
@Component(service = Running.class)
public final class Running {

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ServerStatus status;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Measurements measurements;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable SessionControl control;

    /** Of which nothing is known but what can be measured. */
    public static Running of(Measurements measurements) {
        Running running = new Running();
        running.measurements = measurements;
        return running;
    }

    public Optional<ServerStatus> status() {
        return Optional.ofNullable(status);
    }

    public Optional<Measurements> measurements() {
        return Optional.ofNullable(measurements);
    }

    List<Session> sessions() {
        SessionControl now = control;
        return now == null ? List.of() : now.sessions();
    }
}
