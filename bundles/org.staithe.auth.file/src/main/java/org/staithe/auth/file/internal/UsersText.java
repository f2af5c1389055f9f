// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The text of a users file as a person wrote it: an edit touches only the lines that it is about. */
final class UsersText {

    private static final String PREFACE = """
            # Users of this server, one section each. A change applies when the file is saved.
            # 'staithe user' edits this file and keeps remarks; 'staithe user check' says what is wrong in it.
            """;

    private final List<String> lines;
    private final String end;

    UsersText(String text) {
        String content = text.isBlank() ? PREFACE : text;
        this.lines = new ArrayList<>(Arrays.asList(content.split("\n", -1)));
        this.end = content.contains("\r\n") ? "\r" : "";
    }

    boolean has(String user) {
        return header(user) >= 0;
    }

    /** Puts a section at the end of the file. */
    void add(String user, List<String> entries) {
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
            lines.remove(lines.size() - 1);
        }
        lines.add(end);
        lines.add("[" + user + "]" + end);
        for (String entry : entries) {
            lines.add(entry + end);
        }
        lines.add("");
    }

    /** Changes the value of a key, or puts the key first in the user's section. */
    void set(String user, String key, String value) {
        int header = header(user);
        String entry = key + " = " + value + end;
        for (int i = header + 1; i < nextHeader(header); i++) {
            Line line = Line.of(lines.get(i));
            if (line.kind() == Line.Kind.ENTRY && line.name().equals(key)) {
                lines.set(i, entry);
                return;
            }
        }
        lines.add(header + 1, entry);
    }

    /** Takes a key out of a user's section. */
    void unset(String user, String key) {
        int header = header(user);
        for (int i = header + 1; i < nextHeader(header); i++) {
            Line line = Line.of(lines.get(i));
            if (line.kind() == Line.Kind.ENTRY && line.name().equals(key)) {
                lines.remove(i);
                return;
            }
        }
    }

    /** The keys and values of a user's section, in their order. */
    Map<String, String> entries(String user) {
        int header = header(user);
        Map<String, String> entries = new LinkedHashMap<>();
        for (int i = header + 1; i < nextHeader(header); i++) {
            Line line = Line.of(lines.get(i));
            if (line.kind() == Line.Kind.ENTRY) {
                entries.put(line.name(), line.value());
            }
        }
        return entries;
    }

    /**
     * Takes a section out, with the remarks directly above its header and directly below its last key. Remarks that
     * stand alone, or directly above the next header, stay.
     */
    void remove(String user) {
        int header = header(user);
        int next = nextHeader(header);
        int first = header;
        while (first > 0 && remark(first - 1)) {
            first--;
        }
        if (first == 0) {
            first = header; // what the file begins with is about the file
        }
        int beyond = header + 1;
        for (int i = header + 1; i < next; i++) {
            if (Line.of(lines.get(i)).kind() == Line.Kind.ENTRY) {
                beyond = i + 1;
            }
        }
        int remarks = beyond;
        while (remarks < next && remark(remarks)) {
            remarks++;
        }
        if (remarks < next || next == lines.size()) {
            beyond = remarks;
        }
        while (beyond < next && beyond < lines.size() - 1 && lines.get(beyond).isBlank()) {
            beyond++;
        }
        lines.subList(first, beyond).clear();
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }

    private int header(String user) {
        for (int i = 0; i < lines.size(); i++) {
            Line line = Line.of(lines.get(i));
            if (line.header() && line.name().equals(user)) {
                return i;
            }
        }
        return -1;
    }

    private int nextHeader(int header) {
        for (int i = header + 1; i < lines.size(); i++) {
            if (Line.of(lines.get(i)).header()) {
                return i;
            }
        }
        return lines.size();
    }

    private boolean remark(int line) {
        return Line.of(lines.get(line)).kind() == Line.Kind.REMARK;
    }
}
