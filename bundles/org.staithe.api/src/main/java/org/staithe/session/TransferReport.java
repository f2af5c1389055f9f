// SPDX-License-Identifier: Apache-2.0
package org.staithe.session;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.staithe.filesystem.Pathname;

/** One use of a data connection, running or ended. Made by the core; any thread may read it. */
@ProviderType
public interface TransferReport {

    /** Which way the data go. */
    enum Direction {
        DOWNLOAD,
        UPLOAD,
        LISTING
    }

    /** How it ended. */
    enum Result {
        RUNNING,
        COMPLETED,
        /** By {@code ABOR}, by an operator, or because the control connection ended. */
        ABORTED,
        FAILED
    }

    Direction direction();

    /** The verb that asked for it. */
    String verb();

    /** The file, or the directory that is listed. */
    Pathname path();

    RepresentationType type();

    /** Whether the data connection is protected by TLS. */
    boolean secure();

    /** Where in the file it began, in bytes. */
    long offset();

    /** Bytes of the file so far; about, while it runs. */
    long bytes();

    Instant started();

    /** So far, or in all. */
    Duration took();

    Result result();

    /** The code of the closing reply; 0 while it runs. */
    int code();

    /** How the data connection was agreed upon, and whether it came about. */
    Opening opening();

    /** Why it did not complete, for operators, who may see paths of this machine; empty while it runs. */
    Optional<String> problem();

    /** The agreement about a data connection. */
    @ProviderType
    interface Opening {

        /** Whether the client was to connect to us; else we to the client. */
        boolean passive();

        /** Where to: for {@code PASV} the address that the client was told. */
        InetSocketAddress address();

        /** Whether there was a connection, whatever came of it then. */
        boolean connected();
    }
}
