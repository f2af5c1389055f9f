// SPDX-License-Identifier: Apache-2.0
package org.staithe.deploy;

import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** A change that was made: which version left, and which serves now. */
@ProviderType
public interface Swap {

    String symbolicName();

    /** The version that left; empty when the plugin is new here. */
    Optional<String> from();

    /** The version that serves now; empty when the plugin was taken out. */
    Optional<String> to();

    /** From the first look at the jar until the old version had gone. */
    Duration took();
}
