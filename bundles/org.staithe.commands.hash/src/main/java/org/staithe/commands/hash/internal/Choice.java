// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.hash.internal;

import java.util.Optional;
import java.util.stream.Collectors;
import org.staithe.command.Exchange;

/** Which algorithm HASH uses in this session: the value of FEAT's HASH line, the current one with a star. */
final class Choice {

    private static final String VERB = "HASH";

    private Choice() {}

    static Algorithm current(Exchange exchange, Hasher hasher) {
        Optional<String> chosen = exchange.option(VERB);
        return hasher.algorithms().stream()
                .filter(one -> chosen.isPresent() && chosen.get().contains(one.label() + "*"))
                .findFirst()
                .orElse(hasher.algorithms().get(0));
    }

    static void choose(Exchange exchange, Hasher hasher, Algorithm algorithm) {
        exchange.option(VERB, value(hasher, algorithm));
    }

    static String value(Hasher hasher, Algorithm current) {
        return hasher.algorithms().stream()
                .map(one -> one == current ? one.label() + "*" : one.label())
                .collect(Collectors.joining(";"));
    }
}
