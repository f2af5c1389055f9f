// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.staithe.command.Exchange;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;

/**
 * What {@code LIST}, {@code NLST} and {@code STAT} are asked for: a directory's entries, those that match a pattern, or
 * one file.
 *
 * <p>Options of {@code ls} before the path are tolerated and change nothing; a name that looks like one is reached as
 * {@code ./-la}. A pattern is only ever the last name of a path, and a name that exists with these very characters wins.
 * Nothing is collected: entries come as the storage tells them, a pattern costs one pass over one directory. Names that
 * begin with a dot are shown like all others, with or without {@code -a}: what a mirror cannot see, it deletes.
 *
 * @param path the file, or the directory whose entries these are
 * @param prefix what before an entry's name makes a path that the client can use (RFC 1123 section 4.1.2.7)
 * @param directory whether it was one file that was asked for, or a directory
 * @param entries closed by whoever uses them up
 */
record Selection(Pathname path, String prefix, boolean directory, Stream<FileStat> entries) {

    private static final Pattern OPTION = Pattern.compile("-[A-Za-z0-9]+(?: +|$)");

    static Selection of(Exchange exchange) throws IOException {
        String typed = withoutOptions(exchange.request().argument());
        Pathname path = exchange.resolve(typed);
        String last = typed.substring(typed.lastIndexOf('/') + 1);
        boolean pattern = last.equals(path.name()) && Glob.isPattern(last);

        Optional<FileStat> found = pattern
                ? Existing.find(exchange, path)
                : Optional.of(exchange.files().stat(path));
        if (found.isEmpty()) {
            Glob glob = new Glob(last);
            Stream<FileStat> all = exchange.files().list(path.parent());
            return new Selection(path.parent(), before(typed), true, all.filter(entry -> glob.matches(entry.name())));
        }
        FileStat stat = found.get();
        if (stat.isDirectory()) {
            return new Selection(path, below(typed), true, exchange.files().list(path));
        }
        String above =
                last.equals(path.name()) ? before(typed) : below(path.parent().toString());
        return new Selection(path, above, false, Stream.of(stat));
    }

    /** The name to show; a mount that is a file's own root has none of its own. */
    String name(FileStat entry) {
        return directory ? entry.name() : path.name();
    }

    private static String withoutOptions(String argument) {
        Matcher option = OPTION.matcher(argument);
        int from = 0;
        while (option.region(from, argument.length()).lookingAt()) {
            from = option.end();
        }
        return argument.substring(from);
    }

    private static String before(String typed) {
        return typed.substring(0, typed.lastIndexOf('/') + 1);
    }

    private static String below(String typed) {
        if (typed.isEmpty() || typed.equals(".")) {
            return "";
        }
        return typed.endsWith("/") ? typed : typed + "/";
    }
}
