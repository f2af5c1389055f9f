// SPDX-License-Identifier: Apache-2.0
package org.staithe.deploy.internal;

import java.util.Collection;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.bundle.CollisionHook;

/**
 * Lets this bundle, and nobody else, install a bundle beside one of the same name and version: a new build of the same
 * snapshot starts beside the old one, too.
 */
final class SameVersionTwice implements CollisionHook {

    private final Bundle installer;

    SameVersionTwice(Bundle installer) {
        this.installer = installer;
    }

    @Override
    public void filterCollisions(int operation, Bundle target, Collection<Bundle> candidates) {
        if (operation == INSTALLING && target.equals(installer)) {
            candidates.clear();
        }
    }
}
