// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.staithe.auth.file.internal.hash.PasswordHash;

/** All accounts of a users file, in its order. Immutable: a change of the file makes new ones. */
final class Accounts {

    static final Accounts NONE = new Accounts(Map.of());

    private final Map<String, Account> byName;
    private final PasswordHash decoy;

    Accounts(Map<String, Account> byName) {
        this.byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
        this.decoy = commonest(byName.values());
    }

    Optional<Account> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Collection<Account> all() {
        return byName.values();
    }

    /** What to compute for a name without a password, so that its answer takes as long as that of others. */
    PasswordHash decoy() {
        return decoy;
    }

    /** A hash with the cost that most accounts have. It may be somebody's own: a decoy's result is not looked at. */
    private static PasswordHash commonest(Collection<Account> accounts) {
        Map<String, Long> users = accounts.stream()
                .flatMap(account -> account.password().stream())
                .collect(Collectors.groupingBy(PasswordHash::cost, Collectors.counting()));
        return accounts.stream()
                .flatMap(account -> account.password().stream())
                .max((one, other) ->
                        Long.compare(users.getOrDefault(one.cost(), 0L), users.getOrDefault(other.cost(), 0L)))
                .orElseGet(PasswordHash::decoy);
    }
}
