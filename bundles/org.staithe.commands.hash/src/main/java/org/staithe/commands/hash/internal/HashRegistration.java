// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.hash.internal;

import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.staithe.auth.Permission;
import org.staithe.command.Argument;
import org.staithe.command.Command;
import org.staithe.command.FtpCommand;

/**
 * Offers HASH with the FEAT line of the configured algorithms.
 *
 * <p>The other commands are components that declare themselves. This one cannot: its FEAT line (draft-bryan-ftpext-hash
 * section 3.1) is not known before the configuration is.
 */
@Component(service = {})
public final class HashRegistration {

    private final ServiceRegistration<Command> registration;

    @Activate
    public HashRegistration(BundleContext context, @Reference Hasher hasher) {
        registration = context.registerService(Command.class, new HashCommand(hasher), properties(hasher));
    }

    @Deactivate
    public void stop() {
        registration.unregister();
    }

    static Dictionary<String, Object> properties(Hasher hasher) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(FtpCommand.PREFIX_ + "verb", new String[] {"HASH"});
        properties.put(FtpCommand.PREFIX_ + "permission", new String[] {Permission.RETRIEVE.name()});
        properties.put(
                FtpCommand.PREFIX_ + "feature",
                new String[] {"HASH " + Choice.value(hasher, hasher.algorithms().get(0))});
        properties.put(FtpCommand.PREFIX_ + "help", "HASH <path>");
        properties.put(FtpCommand.PREFIX_ + "argument", Argument.REQUIRED.name());
        return properties;
    }
}
