// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.trial;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.staithe.auth.Permission;
import org.staithe.session.PolicyTrial.Decision;
import org.staithe.session.PolicyTrial.Trial;

/** The decisions as they are made; the first no is the last. Used by one thread. */
final class Chain {

    private final List<Decision> decisions = new ArrayList<>();
    private Set<Permission> rights = Set.of();
    private Optional<InetAddress> passive = Optional.empty();
    private boolean allowed = true;

    private record Said(String rule, boolean allowed, String reason) implements Decision {}

    private record Done(
            boolean allowed, List<Decision> decisions, Set<Permission> rights, Optional<InetAddress> passive)
            implements Trial {}

    /** Adds what a rule said; returns whether it goes on. */
    boolean says(String rule, boolean yes, String reason) {
        decisions.add(new Said(rule, yes, reason));
        allowed &= yes;
        return yes;
    }

    void rights(Set<Permission> there) {
        rights = Set.copyOf(there);
    }

    void passive(Optional<InetAddress> told) {
        passive = told;
    }

    Trial done() {
        return new Done(allowed, List.copyOf(decisions), rights, passive);
    }
}
