// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

/** Where a thread is, in the form of a stack trace. */
final class Trace {

    private static final int DEEPEST = 40;

    private Trace() {}

    static String of(Thread thread) {
        StackTraceElement[] frames = thread.getStackTrace();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(frames.length, DEEPEST); i++) {
            text.append("\n    at ").append(frames[i]);
        }
        return text.toString();
    }
}
