// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

/** A call has returned at last, but its client was answered long ago: what it brought is not wanted any more. */
public final class GivenUp extends Unwinding {

    private static final long serialVersionUID = 1L;

    GivenUp(String what) {
        super(what);
    }
}
