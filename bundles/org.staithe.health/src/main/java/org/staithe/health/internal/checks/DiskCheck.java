// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal.checks;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Whether the disk of the server's home has room: its logs, its journal and the plugins that come. */
@Component(property = {HealthCheck.NAME + "=Disk", HealthCheck.TAGS + "=staithe"})
public final class DiskCheck implements HealthCheck {

    private final Path home;

    @Activate
    public DiskCheck(BundleContext context) {
        String configured = context.getProperty("staithe.home");
        home = configured == null ? context.getDataFile("").toPath() : Path.of(configured);
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        try {
            FileStore store = Files.getFileStore(home);
            Room.look(log, "The disk of " + home, store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException e) {
            log.critical("The disk of {} cannot be looked at: {}.", home, e.getMessage());
        }
        return new Result(log);
    }
}
