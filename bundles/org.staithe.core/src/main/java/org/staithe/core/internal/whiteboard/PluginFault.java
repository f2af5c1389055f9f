// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

/** A plugin broke the contract of its interface, for instance by answering with null. */
public final class PluginFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PluginFault(String what) {
        super(what);
    }
}
