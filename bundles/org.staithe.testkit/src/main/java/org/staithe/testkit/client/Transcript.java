// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** What was said and heard, for the message of an assertion that fails. Safe for concurrent use. */
final class Transcript {

    private static final int LINES = 100;
    private static final int WIDTH = 200;

    private final Deque<String> lines = new ArrayDeque<>();
    private long dropped;

    void said(byte[] bytes) {
        add("> ", bytes);
    }

    void heard(byte[] bytes) {
        add("< ", bytes);
    }

    void note(String event) {
        add("= ", event.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized void add(String mark, byte[] bytes) {
        // A flood must not fill the heap of the test: only the end of a conversation explains a failure.
        if (lines.size() == LINES) {
            lines.removeFirst();
            dropped++;
        }
        String text = new String(bytes, 0, Math.min(bytes.length, WIDTH), StandardCharsets.UTF_8);
        StringBuilder line = new StringBuilder(mark);
        text.chars().forEach(c -> appendVisible(line, c));
        lines.add(bytes.length > WIDTH ? line + "… (" + bytes.length + " bytes)" : line.toString());
    }

    private static void appendVisible(StringBuilder line, int c) {
        switch (c) {
            case '\r' -> line.append("\\r");
            case '\n' -> line.append("\\n");
            default -> {
                if (Character.isISOControl(c)) {
                    line.append(String.format("\\x%02x", c));
                } else {
                    line.append((char) c);
                }
            }
        }
    }

    @Override
    public synchronized String toString() {
        return (dropped == 0 ? "" : "… " + dropped + " lines before\n") + String.join("\n", lines);
    }
}
