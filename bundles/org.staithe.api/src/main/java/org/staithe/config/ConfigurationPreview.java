// SPDX-License-Identifier: Apache-2.0
package org.staithe.config;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What a change would do. Immutable. */
@ProviderType
public interface ConfigurationPreview {

    String pid();

    /** By key; empty when everything is so already. */
    List<Difference> differences();

    /** Why it would be refused; empty when it would be taken. */
    List<Problem> problems();

    /** Names of the listeners that it concerns. */
    List<String> listeners();

    /** Ids of the sessions that it concerns. */
    List<String> sessions();

    /** The same in words, and what happens to them. */
    String effect();
}
