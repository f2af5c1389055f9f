// SPDX-License-Identifier: Apache-2.0
package org.staithe.config;

import java.util.List;
import java.util.stream.Collectors;

/** A change was not made; its message says why, for a person. */
public final class RefusedChangeException extends Exception {

    private final transient List<Problem> problems;

    public RefusedChangeException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    public RefusedChangeException(String message) {
        super(message);
        problems = List.of();
    }

    /** By key; empty if it is not about the values. */
    public List<Problem> problems() {
        return problems;
    }
}
