// SPDX-License-Identifier: Apache-2.0
package org.staithe.command;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.osgi.annotation.versioning.ProviderType;
import org.staithe.auth.Permission;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.VirtualFileSystem;
import org.staithe.session.Session;

/** One command and everything that it may use. Made by the core, valid during {@link Command#execute}. */
@ProviderType
public interface Exchange {

    Request request();

    Session session();

    /**
     * The user's whole tree, permissions checked at every call: {@link java.nio.file.AccessDeniedException} where one is
     * missing.
     *
     * @throws IllegalStateException before login
     */
    VirtualFileSystem files();

    /** What the client means by this path, seen from its working directory. */
    Pathname resolve(String typed);

    /** What the user may do there. */
    Set<Permission> permissions(Pathname path);

    /**
     * Which part of the file is meant. Whoever asks uses it up; the core cuts a {@link Transfer.Send} at the range's
     * end, the command itself opens the file at its offset.
     */
    ByteRange range();

    /** What the command before left for this one with {@link Pending}. */
    <T> Optional<T> note(Class<T> type);

    /** Makes a directory the working directory, if it is one and may be entered. */
    void changeDirectory(Pathname directory) throws IOException;

    /** What this session has chosen with {@code OPTS}, by verb. */
    Optional<String> option(String verb);

    /** Remembers a choice for this session; {@code FEAT} shows it. */
    void option(String verb, String value);

    /** The verbs of the commands that live now, with their help. */
    SortedMap<String, String> verbs();
}
