// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.staithe.auth.ConsoleRole;
import org.staithe.auth.Limits;
import org.staithe.auth.Network;
import org.staithe.auth.TlsRequirement;
import org.staithe.auth.User;
import org.staithe.auth.file.internal.hash.PasswordHash;

/** Reads one section of a users file, key by key. */
final class AccountReader {

    private static final String MOUNT = "mount.";
    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;
    private static final String KEYS = "password, home, mount.<path>, limits.sessions, limits.download.kib.per.second,"
            + " limits.upload.kib.per.second, limits.upload.mib, tls, administrator, expires, networks, console,"
            + " disabled";

    private final String name;
    private final List<Problem> problems;
    private final Set<String> seen = new HashSet<>();
    private final User.Builder user;
    private final Limits.Builder limits = Limits.builder();
    private Optional<PasswordHash> password = Optional.empty();
    private boolean disabled;

    AccountReader(String name, List<Problem> problems) {
        this.name = name;
        this.problems = problems;
        this.user = User.named(name);
    }

    void read(int line, String key, String value) {
        if (!seen.add(key)) {
            problems.add(Problem.in(line, name, key, value, "the key is there twice in this section"));
            return;
        }
        try {
            if (value.codePoints().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("control characters are not allowed");
            }
            if (!understood(key, value)) {
                // The value stays out of the message: behind a mistyped key it may be a password.
                problems.add(new Problem(
                        line, Problem.printable("[" + name + "] " + key + ": no such key; allowed are " + KEYS)));
            }
        } catch (IllegalArgumentException e) {
            problems.add(Problem.in(line, name, key, value, String.valueOf(e.getMessage())));
        }
    }

    Account account() {
        if (disabled) {
            // Another authenticator may have judged the password; a user who has expired is refused all the same.
            user.expires(Instant.EPOCH);
        }
        return new Account(user.limits(limits.build()).build(), password, disabled);
    }

    private boolean understood(String key, String value) {
        switch (key) {
            case "password" -> password = Optional.of(PasswordHash.of(value));
            case "home" -> user.home(MountValue.path(value));
            case "limits.sessions" -> limits.sessions((int) number(value, 1_000_000));
            case "limits.download.kib.per.second" -> limits.downloadRate(number(value, Integer.MAX_VALUE) * KIB);
            case "limits.upload.kib.per.second" -> limits.uploadRate(number(value, Integer.MAX_VALUE) * KIB);
            case "limits.upload.mib" -> limits.uploadSize(number(value, Integer.MAX_VALUE) * MIB);
            case "tls" -> user.tls(protection(value));
            case "administrator" -> user.administrator(truth(value));
            case "expires" -> user.expires(instant(value));
            case "networks" -> networks(value);
            case "console" -> user.console(role(value));
            case "disabled" -> disabled = truth(value);
            default -> {
                if (!key.startsWith(MOUNT)) {
                    return false;
                }
                user.mount(MountValue.read(key.substring(MOUNT.length()), value));
            }
        }
        return true;
    }

    private void networks(String value) {
        for (String network : value.split(",", -1)) {
            user.network(Network.of(network.strip()));
        }
    }

    private static long number(String value, int most) {
        if (!value.matches("\\d{1,10}") || Long.parseLong(value) > most) {
            throw new IllegalArgumentException("write a whole number from 0 (no limit) to " + most);
        }
        return Long.parseLong(value);
    }

    private static ConsoleRole role(String value) {
        return switch (value) {
            case "viewer" -> ConsoleRole.VIEWER;
            case "operator" -> ConsoleRole.OPERATOR;
            case "administrator" -> ConsoleRole.ADMINISTRATOR;
            default -> throw new IllegalArgumentException("write viewer, operator or administrator");
        };
    }

    private static boolean truth(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("write true or false");
        };
    }

    /** The words that listeners have for it, too. */
    private static TlsRequirement protection(String value) {
        return switch (value) {
            case "optional" -> TlsRequirement.NONE;
            case "required-login" -> TlsRequirement.LOGIN;
            case "required-data" -> TlsRequirement.DATA;
            default -> throw new IllegalArgumentException("write optional, required-login or required-data");
        };
    }

    private static Instant instant(String value) {
        try {
            return value.contains("T")
                    ? Instant.parse(value)
                    : LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "write the first day without access such as 2027-01-31 (it begins"
                            + " at 00:00 UTC), or an instant such as 2027-01-31T18:00:00Z",
                    e);
        }
    }
}
