// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.hash.internal;

import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.namespace.service.ServiceNamespace;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.auth.Permission;
import org.staithe.command.Argument;
import org.staithe.command.Command;
import org.staithe.command.FtpCommand;

/**
 * Offers the hashes that the configuration names: HASH with its FEAT line, and the {@link Hasher}, whose
 * {@code algorithms} property decides which of the X commands are there.
 *
 * <p>The other commands are components that declare themselves. These services cannot be: HASH's FEAT line
 * (draft-bryan-ftpext-hash section 3.1) is not known before the configuration is, and a component's own properties are
 * those of its configuration even if that is refused, which would take commands away.
 */
@Component(
        service = {},
        configurationPid = "org.staithe.commands.hash",
        immediate = true)
@Designate(ocd = HashRegistration.Config.class)
@Capability(
        namespace = ServiceNamespace.SERVICE_NAMESPACE,
        attribute = "objectClass:List<String>='org.staithe.commands.hash.internal.Hasher'",
        effective = "active")
public final class HashRegistration {

    /** The configuration. */
    @ObjectClassDefinition(name = "Staithe hash commands")
    public @interface Config {

        @AttributeDefinition(
                name = "Hashes at once",
                min = "0",
                max = "1024",
                description = "How many files are hashed at once, 1 to 1024; 0 means as many as there are cores."
                        + " A client that waits longer than five seconds for its turn is answered 450.")
        int hashes_at_once() default 0;

        @AttributeDefinition(
                name = "Algorithms",
                description = "What clients may choose from, the first is what HASH uses when they do not:"
                        + " any of SHA-256, SHA-512, SHA-1, MD5, CRC32, with commas between.")
        String algorithms() default "SHA-256, SHA-512, SHA-1, MD5, CRC32";
    }

    private static final Logger log = LoggerFactory.getLogger(HashRegistration.class);

    private final Hasher hasher;
    private final ServiceRegistration<Hasher> offered;
    private final ServiceRegistration<Command> command;

    @Activate
    public HashRegistration(BundleContext context, Config config) {
        hasher = new Hasher(HashSettings.of(config));
        offered = context.registerService(Hasher.class, hasher, algorithms(hasher));
        command = context.registerService(Command.class, new HashCommand(hasher), properties(hasher));
    }

    /** A wrong value leaves everything as it was. */
    @Modified
    void modified(Config config) {
        hasher.change(HashSettings.of(config));
        offered.setProperties(algorithms(hasher));
        command.setProperties(properties(hasher));
        log.info("Files are hashed with {} from now on", hasher.algorithms());
    }

    @Deactivate
    public void stop() {
        command.unregister();
        offered.unregister();
    }

    private static Dictionary<String, Object> algorithms(Hasher hasher) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(
                "algorithms", hasher.algorithms().stream().map(Algorithm::label).toArray(String[]::new));
        return properties;
    }

    static Dictionary<String, Object> properties(Hasher hasher) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(FtpCommand.PREFIX_ + "verb", new String[] {"HASH"});
        properties.put(FtpCommand.PREFIX_ + "permission", new String[] {Permission.RETRIEVE.name()});
        properties.put(
                FtpCommand.PREFIX_ + "feature",
                new String[] {"HASH " + Choice.value(hasher, hasher.algorithms().get(0))});
        properties.put(Hasher.CALL_SECONDS, Hasher.HOUR);
        properties.put(FtpCommand.PREFIX_ + "help", "HASH <path>");
        properties.put(FtpCommand.PREFIX_ + "argument", Argument.REQUIRED.name());
        return properties;
    }
}
