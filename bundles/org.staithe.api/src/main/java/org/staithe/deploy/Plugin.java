// SPDX-License-Identifier: Apache-2.0
package org.staithe.deploy;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** A plugin as it was when {@link Deployment#plugins} was asked. */
@ProviderType
public interface Plugin {

    String symbolicName();

    String version();

    /** Whether it came with the server; if not, its jar is in {@code plugins/}. */
    boolean shipped();

    /** Why it does not serve, or not wholly; empty when all is well. */
    Optional<String> problem();

    /** The versions that {@link Deployment#rollback} goes back to, the next one first. */
    List<String> former();
}
