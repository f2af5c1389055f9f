// SPDX-License-Identifier: Apache-2.0
package org.staithe.audit.internal;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.staithe.session.Session;
import org.staithe.session.SessionListener;
import org.staithe.session.TransferReport;

/** Writes down who came, who was refused and what was transferred. One configuration, one set of files. */
// Immediate: a bad configuration is told when it is read, not when the first client comes.
@Component(configurationPid = "org.staithe.audit", configurationPolicy = ConfigurationPolicy.REQUIRE, immediate = true)
@Designate(ocd = Audit.Config.class, factory = true)
public final class Audit implements SessionListener {

    /** What can be configured. */
    @ObjectClassDefinition(
            name = "Staithe audit",
            description = "Files that tell what clients did; at least one must be named")
    public @interface Config {

        @AttributeDefinition(
                description = "File that gets one line per uploaded or downloaded file, in the form of xferlog(5)."
                        + " Empty: none",
                required = false)
        String transfers_file() default "";

        @AttributeDefinition(
                description = "File that gets one JSON object per line for each session, login, refused login and"
                        + " transfer, listings too. Empty: none",
                required = false)
        String events_file() default "";
    }

    private final InstantSource clock;
    private final Xferlog xferlog;
    private final Optional<AuditFile> transfers;
    private final Optional<AuditFile> events;

    @Activate
    public Audit(Config config) {
        this(config, InstantSource.system());
    }

    Audit(Config config, InstantSource clock) {
        this.clock = clock;
        xferlog = new Xferlog(ZoneId.systemDefault());
        transfers = file("transfers.file", config.transfers_file(), clock);
        events = file("events.file", config.events_file(), clock);
        if (transfers.isEmpty() && events.isEmpty()) {
            throw new IllegalArgumentException(
                    "transfers.file = '' and events.file = '': name at least one file, or remove the configuration");
        }
    }

    @Deactivate
    public void stop() {
        transfers.ifPresent(AuditFile::close);
        events.ifPresent(AuditFile::close);
    }

    @Override
    public void opened(Session session) {
        events.ifPresent(file -> file.append(Events.opened(clock.instant(), session)));
    }

    @Override
    public void loggedIn(Session session) {
        events.ifPresent(file -> file.append(Events.loggedIn(clock.instant(), session)));
    }

    @Override
    public void loginRefused(Session session, String userName, String reason) {
        events.ifPresent(file -> file.append(Events.loginRefused(clock.instant(), session, userName, reason)));
    }

    @Override
    public void transferred(Session session, TransferReport transfer) {
        events.ifPresent(file -> file.append(Events.transferred(clock.instant(), session, transfer)));
        if (transfer.direction() != TransferReport.Direction.LISTING) {
            transfers.ifPresent(file -> file.append(xferlog.line(session, transfer)));
        }
    }

    @Override
    public void closed(Session session, String reason) {
        events.ifPresent(file -> file.append(Events.closed(clock.instant(), session, reason)));
    }

    private static Optional<AuditFile> file(String key, String written, InstantSource clock) {
        String text = written.strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(text).toAbsolutePath();
            if (!Files.isDirectory(path)) {
                return Optional.of(new AuditFile(path, clock));
            }
        } catch (InvalidPathException e) {
            // said below, with the key
        }
        throw new IllegalArgumentException(key + " = '" + text + "': write the path of a file, not of a directory");
    }
}
