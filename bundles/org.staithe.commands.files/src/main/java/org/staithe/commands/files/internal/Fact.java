// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.staithe.command.Exchange;

/** The facts that {@code MLST} and {@code MLSD} tell (RFC 3659 section 7.5), in the order of the FEAT line. */
enum Fact {
    TYPE("type"),
    SIZE("size"),
    MODIFY("modify"),
    CREATE("create"),
    PERM("perm"),
    UNIQUE("unique"),
    UNIX_MODE("UNIX.mode");

    /** For FEAT: those with a star are told unless the client chooses (RFC 3659 section 7.8). */
    static final String FEATURE = "MLST type*;size*;modify*;create*;perm*;unique*;UNIX.mode*;";

    private static final String VERB = "MLST";

    private final String label;

    Fact(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** What this session wants to be told. */
    static Set<Fact> chosen(Exchange exchange) {
        return exchange.option(VERB)
                .map(value -> where(fact -> value.contains(fact.label + "*;")))
                .orElseGet(() -> EnumSet.allOf(Fact.class));
    }

    /** Takes the client's choice, such as {@code "Type;Size;"}; names that nobody knows count for nothing. */
    static Set<Fact> choose(Exchange exchange, String typed) {
        Set<String> names = Arrays.stream(typed.split(";"))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        Set<Fact> facts = where(fact -> names.contains(fact.label.toLowerCase(Locale.ROOT)));
        exchange.option(
                VERB,
                Arrays.stream(values())
                        .map(fact -> fact.label + (facts.contains(fact) ? "*;" : ";"))
                        .collect(Collectors.joining()));
        return facts;
    }

    private static Set<Fact> where(Predicate<Fact> told) {
        Set<Fact> result = EnumSet.noneOf(Fact.class);
        Arrays.stream(values()).filter(told).forEach(result::add);
        return result;
    }
}
