// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal.checks;

import java.util.List;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.staithe.filesystem.Space;
import org.staithe.health.Measurements;
import org.staithe.health.Measurements.Storage;
import org.staithe.health.internal.Running;

/** Whether the places for files can be reached, and have room. */
@Component(property = {HealthCheck.NAME + "=Storage", HealthCheck.TAGS + "=staithe"})
public final class StorageCheck implements HealthCheck {

    private final Running running;

    @Activate
    public StorageCheck(@Reference Running running) {
        this.running = running;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        List<Storage> places = running.measurements().map(Measurements::storage).orElse(List.of());
        if (places.isEmpty()) {
            log.warn("There is no backend: nobody finds any file.");
        }
        for (Storage place : places) {
            String name = "Backend " + place.backend();
            if (place.problem().isPresent()) {
                log.critical("{} cannot be used: {}.", name, place.problem().get());
            } else if (place.space().isPresent()) {
                Space space = place.space().get();
                Room.look(log, name, space.usable(), space.total());
            } else {
                log.info("{} is there.", name);
            }
        }
        return new Result(log);
    }
}
