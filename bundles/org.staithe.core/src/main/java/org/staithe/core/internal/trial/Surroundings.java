// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.trial;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.staithe.auth.Permission;
import org.staithe.command.Request;
import org.staithe.core.internal.mounts.UserTree;
import org.staithe.core.internal.mounts.Visit;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;

/**
 * What is there where a verb would act, and whether that suits it. It is only looked at: what nobody knows before it is
 * done, such as that the disk is full, stays unknown. Used by one thread.
 */
final class Surroundings {

    /** Options and patterns of LIST, the time of MDTM. */
    private static final Pattern MORE_THAN_A_PATH = Pattern.compile("-.*|.*[*?\\[].*|\\d{14} .*");

    private final UserTree tree;
    private final Pathname path;
    private final Set<Permission> rights;

    /** What was found; without a text there is nothing to say. */
    private record Found(String rule, boolean suits, String text) {

        static final Found NOTHING = new Found("", true, "");

        static Found well(String text) {
            return new Found("File", true, text);
        }

        static Found ill(String text) {
            return new Found("File", false, text);
        }
    }

    Surroundings(UserTree tree, Pathname path, Set<Permission> rights) {
        this.tree = tree;
        this.path = path;
        this.rights = rights;
    }

    /** Says whether what is there suits the verb; nothing of verbs that no file stands in the way of. */
    void suit(Request request, Chain chain) {
        Visit visit = tree.visit();
        try {
            Found found = found(visit, request);
            if (!found.text().isEmpty()) {
                chain.says(found.rule(), found.suits(), found.text());
            }
        } catch (IOException | UnsupportedOperationException e) {
            chain.says("File", false, path + ": " + Rules.told(e));
        } finally {
            visit.end();
        }
    }

    private Found found(Visit visit, Request request) throws IOException {
        return switch (request.verb()) {
            case "RETR" -> read(visit);
            case "SIZE" -> visit.unfinished(path).isPresent() ? Found.well(path + " is being uploaded") : file(visit);
            case "STOR" -> stored(visit);
            case "APPE" -> added(visit);
            case "STOU" -> directory(visit, request.hasArgument() ? path.parent() : path);
            case "DELE" -> {
                visit.checkEntry(path);
                yield file(visit);
            }
            case "CWD", "XCWD" -> directory(visit, path);
            case "RMD", "XRMD" -> {
                visit.checkEntry(path);
                yield directory(visit, path);
            }
            case "MKD", "XMKD" -> made(visit);
            case "LIST", "NLST", "MDTM", "MLST" ->
                MORE_THAN_A_PATH.matcher(request.argument()).matches() ? Found.NOTHING : there(visit);
            case "MLSD" -> directory(visit, path);
            case "RNFR" -> rights.contains(Permission.LIST) ? there(visit) : Found.NOTHING; // others learn it at RNTO
            default -> Found.NOTHING;
        };
    }

    private Found read(Visit visit) throws IOException {
        Found file = file(visit);
        if (file.suits()) {
            visit.retrieve(path, 0).close();
        }
        return file;
    }

    private Found stored(Visit visit) throws IOException {
        Found found = added(visit);
        if (found.suits()
                && !rights.contains(Permission.OVERWRITE)
                && here(visit).isPresent()) {
            String mount = tree.mountAt(path).map(Rules::rule).orElse("");
            return new Found("Mount", false, mount + " does not grant overwrite, and " + inTheWay());
        }
        return found;
    }

    /** A file that is there or would be. */
    private Found added(Visit visit) throws IOException {
        visit.checkFresh(path);
        return here(visit).isPresent() ? file(visit) : anew(visit);
    }

    private Found made(Visit visit) throws IOException {
        visit.checkFresh(path);
        return here(visit).isPresent() ? Found.ill(inTheWay()) : anew(visit);
    }

    private String inTheWay() {
        return path + " is there: " + Rules.told(new FileAlreadyExistsException(path.toString()));
    }

    private Found anew(Visit visit) throws IOException {
        directory(visit, path.parent());
        return Found.well(path + " is new");
    }

    private Found there(Visit visit) throws IOException {
        visit.look(path);
        return Found.well(path + " is there");
    }

    private Found file(Visit visit) throws IOException {
        return visit.look(path).isFile() ? Found.well(path + " is a file") : Found.ill(path + " is not a plain file");
    }

    private static Found directory(Visit visit, Pathname directory) throws IOException {
        if (!visit.look(directory).isDirectory()) {
            throw new NotDirectoryException(directory.toString());
        }
        return Found.well(directory + " is a directory");
    }

    private Optional<FileStat> here(Visit visit) throws IOException {
        try {
            return Optional.of(visit.look(path));
        } catch (NoSuchFileException nothing) {
            return Optional.empty();
        }
    }
}
