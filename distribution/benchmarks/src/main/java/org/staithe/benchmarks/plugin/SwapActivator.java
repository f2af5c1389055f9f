// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.plugin;

import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.staithe.command.Command;

/** Offers {@code SITE SWAP}. */
public final class SwapActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        Map<String, String> declared = Map.of(
                "staithe.command.verb", "SITE SWAP",
                "staithe.command.when", "ADMINISTRATOR",
                "staithe.command.argument", "REQUIRED",
                "staithe.command.help", "SITE SWAP restart|update|active|shows <what> [<value>]");
        context.registerService(Command.class, new SwapCommand(context), new Hashtable<>(declared));
    }

    @Override
    public void stop(BundleContext context) {}
}
