// SPDX-License-Identifier: Apache-2.0
package org.staithe.shell.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Rows under headings, with columns as wide as their widest cell. */
final class Table {

    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();
    private final int[] widths;

    Table(String... headings) {
        widths = new int[headings.length];
        row(headings);
    }

    /** Adds a row; what came from clients may hold any characters. */
    void row(String... cells) {
        String[] printable = Arrays.stream(cells).map(Words::printable).toArray(String[]::new);
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], printable[i].length());
        }
        rows.add(printable);
    }

    @Override
    public String toString() {
        return rows.stream().map(this::line).collect(Collectors.joining("\n"));
    }

    private String line(String[] cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            line.append(cells[i])
                    .append(" ".repeat(widths[i] - cells[i].length()))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
