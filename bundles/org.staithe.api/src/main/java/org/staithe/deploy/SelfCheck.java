// SPDX-License-Identifier: Apache-2.0
package org.staithe.deploy;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Tells whether a plugin that has just started can do its work, before it takes over from the version before.
 *
 * <p>Plugins register it as a service; {@link Deployment} calls those of the new bundle, once each, on a thread of its
 * own, while the former version serves. A check that has not returned within ten seconds has failed. It must leave
 * nothing behind.
 */
@ConsumerType
@FunctionalInterface
public interface SelfCheck {

    /**
     * Returns when all is well.
     *
     * @throws Exception if not; its message tells the operator what is wrong, the new version is taken out again, and
     *     clients notice nothing
     */
    void check() throws Exception;
}
