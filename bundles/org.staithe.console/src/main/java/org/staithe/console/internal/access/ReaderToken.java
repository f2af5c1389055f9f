// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.auth.ConsoleRole;

/**
 * The token by which a machine reads what is for machines (RFC 6750 section 2.1). Its file is read at each request: a
 * new one counts at once, and no copy stays in memory. Who guesses has to wait, as at the login.
 */
final class ReaderToken {

    private static final Logger log = LoggerFactory.getLogger(ReaderToken.class);
    private static final String BEARER = "Bearer ";
    private static final int SHORTEST = 32;

    /** No user can have it. */
    private static final String READER = "(reader)";

    private final LoginGuard guard;
    private final InstantSource clock;

    ReaderToken(LoginGuard guard, InstantSource clock) {
        this.guard = guard;
        this.clock = clock;
    }

    /** The machine whose token this request shows; it may look at what is for machines. */
    Optional<ConsoleUser> machine(HttpServletRequest request, ConsoleSettings now) {
        Optional<String> shown = shown(request);
        String address = request.getRemoteAddr();
        if (shown.isEmpty()
                || now.readerToken().isEmpty()
                || !request.isSecure()
                || guard.waiting(READER, address, now.failures(), now.lockout()).isPresent()) {
            return Optional.empty();
        }
        if (!isRight(now.readerToken().get(), shown.get())) {
            guard.failed(READER, address, now.lockout());
            Audit.unknown(request, "a wrong token for metrics or health refused");
            return Optional.empty();
        }
        return Optional.of(new ConsoleUser(READER, ConsoleRole.VIEWER, "", address, clock.instant()));
    }

    private static Optional<String> shown(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
    }

    private static boolean isRight(Path file, String shown) {
        try {
            String right = Files.readString(file, StandardCharsets.UTF_8).strip();
            if (right.length() < SHORTEST) {
                log.warn("{}: the token has fewer than {} characters, and is not taken", file, SHORTEST);
                return false;
            }
            return Tokens.same(right, shown);
        } catch (IOException e) {
            log.warn("The token of those who read the metrics cannot be read: {}", e.toString());
            return false;
        }
    }
}
