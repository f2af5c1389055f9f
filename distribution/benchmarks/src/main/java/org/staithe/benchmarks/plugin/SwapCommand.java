// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.plugin;

import java.util.Arrays;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.Outcome;
import org.staithe.command.Reply;

/**
 * SITE SWAP, in no RFC: does to a bundle what an operator does in the shell, and answers when it is done.
 *
 * <p>{@code restart|update <bundle>}; {@code active <bundle> <version>} and {@code shows <key> <value>} (of
 * any service's properties) are answered 200 if it is so and 450 if not.
 */
public final class SwapCommand implements Command {

    private final BundleContext framework;

    SwapCommand(BundleContext framework) {
        this.framework = framework;
    }

    @Override
    public Outcome execute(Exchange exchange) {
        String[] words = exchange.request().argument().split(" ", 3);
        try {
            return switch (words[0]) {
                case "active" -> claim(isActive(words[1], words[2]));
                case "shows" -> claim(isShown(words[1], words[2]));
                default -> change(words[0], words[1]);
            };
        } catch (BundleException | InvalidSyntaxException e) {
            return Reply.of(550, words[0] + " failed: " + e.getMessage());
        }
    }

    private static Reply claim(boolean holds) {
        return holds ? Reply.of(200, "It is so.") : Reply.of(450, "It is not so.");
    }

    private Reply change(String action, String name) throws BundleException {
        Bundle bundle = shipped(name);
        long began = System.nanoTime();
        switch (action) {
            case "restart" -> {
                bundle.stop();
                bundle.start();
            }
            case "update" -> bundle.update();
            default -> {
                return Reply.of(504, "SITE SWAP does not know " + action + ".");
            }
        }
        return Reply.of(200, action + " took " + (System.nanoTime() - began) / 1_000_000 + " ms");
    }

    /** Of several versions the one that has been here longest. */
    private Bundle shipped(String name) throws BundleException {
        return Arrays.stream(framework.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new BundleException("there is no bundle " + name));
    }

    private boolean isActive(String name, String version) {
        return Arrays.stream(framework.getBundles())
                .anyMatch(bundle -> name.equals(bundle.getSymbolicName())
                        && version.equals(bundle.getVersion().toString())
                        && bundle.getState() == Bundle.ACTIVE);
    }

    private boolean isShown(String key, String value) throws InvalidSyntaxException {
        ServiceReference<?>[] all = framework.getAllServiceReferences(null, "(" + key + "=*)");
        return all != null
                && Arrays.stream(all).anyMatch(reference -> value.equals(String.valueOf(reference.getProperty(key))));
    }
}
