// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

/**
 * Leads from a plugin's service back to the conversation. Unchecked, so that it passes through a plugin's command
 * untouched; neither an error of the plugin nor of the core.
 */
public abstract sealed class Unwinding extends RuntimeException permits ServiceGap, GivenUp {

    private static final long serialVersionUID = 1L;

    Unwinding(String what) {
        super(what, null, false, false);
    }
}
