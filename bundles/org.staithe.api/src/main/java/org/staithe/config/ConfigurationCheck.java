// SPDX-License-Identifier: Apache-2.0
package org.staithe.config;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says what is wrong in a configuration beyond the types and bounds of its metatype, before it is stored.
 *
 * <p>A bundle registers one as an OSGi service for what it can be configured with, and lets it read the values with the
 * code that its component reads them with. Called by the bundle {@code org.staithe.config}, by any thread; must not
 * change anything. What is wrong refuses the change; an unchecked exception counts as a problem, its message tells.
 */
@ConsumerType
@FunctionalInterface
public interface ConfigurationCheck {

    /** Service property: the PIDs and factory PIDs that it is for. */
    String PIDS = "staithe.config.pids";

    /**
     * Looks at values that have the types and bounds of the metatype.
     *
     * @param pid which configuration, such as {@code org.staithe.core.listener~default}
     * @param values as the component would get them, placeholders filled in
     */
    List<Problem> problems(String pid, Map<String, ?> values);
}
