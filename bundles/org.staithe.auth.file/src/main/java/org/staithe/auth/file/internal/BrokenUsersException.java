// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import java.util.List;
import java.util.stream.Collectors;

/** A users file that cannot be used, with everything that is wrong in it. */
final class BrokenUsersException extends Exception {

    private final List<Problem> problems;

    BrokenUsersException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    List<Problem> problems() {
        return problems;
    }
}
