// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.util.Set;
import org.staithe.auth.Permission;
import org.staithe.filesystem.FileStat;

/** A line of {@code MLSD} or {@code MLST}: facts, a blank, a name (RFC 3659 section 7.2). */
final class FactLine {

    private final Set<Fact> facts;

    FactLine(Set<Fact> facts) {
        this.facts = facts;
    }

    /**
     * Tells the facts.
     *
     * @param directoryType what a directory is here: {@code dir}, or {@code cdir} for the one that is listed
     */
    String of(FileStat stat, String directoryType, Rights rights, String name) {
        StringBuilder line = new StringBuilder(120);
        for (Fact fact : facts) {
            switch (fact) {
                case TYPE -> add(line, fact, type(stat, directoryType));
                case SIZE -> {
                    // The size of a directory means nothing to a client, RFC 3659 section 7.5.7 leaves it out.
                    if (stat.isFile()) {
                        add(line, fact, Long.toString(stat.size()));
                    }
                }
                case MODIFY -> add(line, fact, FactTime.format(stat.modified()));
                case CREATE -> stat.created().ifPresent(time -> add(line, fact, FactTime.format(time)));
                case PERM -> add(line, fact, rights.letters(stat));
                case UNIQUE -> stat.unique().ifPresent(id -> add(line, fact, word(id)));
                case UNIX_MODE -> stat.mode().ifPresent(mode -> add(line, fact, Mode.octal(mode)));
            }
        }
        return line.append(' ').append(Printable.name(name)).toString();
    }

    /** The directory above, of which nothing is known but that it is there. */
    String parent(Set<Permission> allowed) {
        StringBuilder line = new StringBuilder();
        if (facts.contains(Fact.TYPE)) {
            add(line, Fact.TYPE, "pdir");
        }
        if (facts.contains(Fact.PERM)) {
            add(line, Fact.PERM, new Rights(allowed, true).ofDirectory());
        }
        return line.append(" ..").toString();
    }

    private static String type(FileStat stat, String directoryType) {
        return switch (stat.kind()) {
            case FILE -> "file";
            case DIRECTORY -> directoryType;
            case OTHER -> "OS.unix=special";
        };
    }

    private static void add(StringBuilder line, Fact fact, String value) {
        line.append(fact.label()).append('=').append(value).append(';');
    }

    /** A semicolon or a blank would end the fact. */
    private static String word(String value) {
        return Printable.name(value).replace(';', '_').replace(' ', '_');
    }
}
