// SPDX-License-Identifier: Apache-2.0
package org.staithe.audit.internal;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.session.Session;
import org.staithe.session.SessionListener;
import org.staithe.session.TransferReport;

/** Writes down who came, who was refused and what was transferred. One configuration, one set of files. */
// Immediate: a bad configuration is told when it is read, not when the first client comes.
@Component(
        service = {SessionListener.class, EventHandler.class},
        property = EventConstants.EVENT_TOPIC + "=org/staithe/swap",
        configurationPid = "org.staithe.audit",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = Audit.Config.class, factory = true)
public final class Audit implements SessionListener, EventHandler {

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
                        + " transfer, listings too, and each swap of a plugin. Empty: none",
                required = false)
        String events_file() default "";
    }

    private static final Logger log = LoggerFactory.getLogger(Audit.class);

    private final InstantSource clock;
    private final Xferlog xferlog;
    private volatile AuditFiles files; // written by SCR, one thread after another; read by anyone

    @Activate
    public Audit(Config config) {
        this(config, InstantSource.system());
    }

    Audit(Config config, InstantSource clock) {
        this.clock = clock;
        xferlog = new Xferlog(ZoneId.systemDefault());
        files = AuditFiles.of(config, AuditFiles.NONE, clock);
    }

    /** A wrong value leaves everything as it was. */
    @Modified
    void modified(Config config) {
        replace(AuditFiles.of(config, files, clock));
        log.info("The audit is reconfigured");
    }

    @Deactivate
    public void stop() {
        replace(AuditFiles.NONE);
    }

    @Override
    public void opened(Session session) {
        write(AuditFiles::events, () -> Events.opened(clock.instant(), session));
    }

    @Override
    public void loggedIn(Session session) {
        write(AuditFiles::events, () -> Events.loggedIn(clock.instant(), session));
    }

    @Override
    public void loginRefused(Session session, String userName, String reason) {
        write(AuditFiles::events, () -> Events.loginRefused(clock.instant(), session, userName, reason));
    }

    @Override
    public void transferred(Session session, TransferReport transfer) {
        write(AuditFiles::events, () -> Events.transferred(clock.instant(), session, transfer));
        if (transfer.direction() != TransferReport.Direction.LISTING) {
            write(AuditFiles::transfers, () -> xferlog.line(session, transfer));
        }
    }

    @Override
    public void closed(Session session, String reason) {
        write(AuditFiles::events, () -> Events.closed(clock.instant(), session, reason));
    }

    /** A plugin was swapped. */
    @Override
    public void handleEvent(Event event) {
        write(AuditFiles::events, () -> Events.swapped(event::getProperty));
    }

    private void replace(AuditFiles next) {
        AuditFiles former = files;
        files = next; // before the others are closed: a line that comes too late for them finds these
        former.closeAllBut(next);
    }

    private void write(Function<AuditFiles, Optional<AuditFile>> which, Supplier<String> line) {
        Optional<AuditFile> file = which.apply(files);
        while (file.isPresent() && !file.get().append(line.get())) {
            file = which.apply(files);
        }
    }
}
