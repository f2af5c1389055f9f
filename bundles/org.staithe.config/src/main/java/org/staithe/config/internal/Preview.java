// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import java.util.List;
import org.staithe.config.ConfigurationPreview;
import org.staithe.config.Difference;
import org.staithe.config.Problem;

/** What a change would do. */
record Preview(String pid, List<Difference> differences, List<Problem> problems, Effects.Effect concerned)
        implements ConfigurationPreview {

    @Override
    public List<String> listeners() {
        return concerned.listeners();
    }

    @Override
    public List<String> sessions() {
        return concerned.sessions();
    }

    @Override
    public String effect() {
        return concerned.text();
    }
}
