// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.auth.Secret;
import org.staithe.auth.UserRegister;

/**
 * Says on the terminal where the console is, and how the first administrator gets in: on the terminal and not in the
 * log, for the link is a secret as long as it lives.
 */
@Component(immediate = true)
public final class Announcement {

    private static final Logger log = LoggerFactory.getLogger(Announcement.class);
    private static final String FIRST = "admin";

    private final ConsoleAccess access;
    private String address = ""; // guarded by this
    private boolean usersKnown; // guarded by this

    @Activate
    public Announcement(@Reference ConsoleAccess access) {
        this.access = access;
    }

    /** The web server listens, perhaps. */
    @Reference(
            service = HttpServiceRuntime.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            updated = "listening",
            unbind = "silent")
    void listening(Map<String, Object> properties) {
        endpoint(properties.get("osgi.http.endpoint")).ifPresent(url -> {
            synchronized (this) {
                String found = url + "console/";
                if (found.equals(address)) {
                    return;
                }
                address = found;
            }
            System.out.println("The web console is at " + url + "console/");
            System.out.flush();
            invite();
        });
    }

    void silent(Map<String, Object> properties) {
        synchronized (this) {
            address = "";
        }
    }

    /** The users of the console can be read. */
    @Reference(
            service = UserRegister.class,
            target = "(staithe.listeners=" + Accounts.LISTENER + ")",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "usersGone")
    void usersHere(UserRegister register) {
        synchronized (this) {
            usersKnown = true;
        }
        invite();
    }

    void usersGone(UserRegister register) {
        synchronized (this) {
            usersKnown = false;
        }
    }

    private void invite() {
        String where;
        synchronized (this) {
            where = address;
            if (where.isEmpty() || !usersKnown) {
                return;
            }
        }
        try {
            if (!access.accounts().nobody() || access.setupIsLive()) {
                return;
            }
            Optional<Path> file = access.settings().setupPassword();
            if (file.isPresent()) {
                fromFile(file.get());
            } else {
                String token = access.renewSetup();
                System.out.println("Make its first administrator, once and within "
                        + Text.count(access.settings().setup().toMinutes(), "minute") + ": " + where + "setup#"
                        + token);
                System.out.flush();
            }
        } catch (IOException | IllegalArgumentException e) {
            log.error("The console has no administrator: {}", e.getMessage());
        }
    }

    private void fromFile(Path file) throws IOException {
        try (Secret password =
                Secret.of(Files.readString(file).lines().findFirst().orElse(""))) {
            access.accounts().addAdministrator(FIRST, password);
        }
        log.info("The console has its first administrator, {}, with the password in {}", FIRST, file);
    }

    private static Optional<String> endpoint(@Nullable Object endpoints) {
        String[] all = endpoints instanceof String[] many
                ? many
                : endpoints == null ? new String[0] : new String[] {endpoints.toString()};
        return Arrays.stream(all).filter(url -> url.startsWith("https://")).findFirst();
    }
}
