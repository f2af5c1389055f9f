// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

import java.util.Arrays;

/** Says which listeners a service is for. */
public final class ListenerTarget {

    /** Service property: the names of the listeners that a service serves, a String or several; absent means all. */
    public static final String LISTENERS = "staithe.listeners";

    private ListenerTarget() {}

    public static boolean matches(Berth<?> berth, String listener) {
        Object names = berth.property(LISTENERS);
        if (names instanceof String[] many) {
            return many.length == 0 || Arrays.asList(many).contains(listener);
        }
        return names == null || names.toString().isEmpty() || names.equals(listener);
    }
}
