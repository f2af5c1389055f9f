// SPDX-License-Identifier: Apache-2.0
package org.staithe.command;

import java.nio.channels.ReadableByteChannel;
import java.util.stream.Stream;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.Upload;

/**
 * Something to send or receive over the data connection.
 *
 * <p>The core sends {@link #opening} with 150, transfers on a thread of its own, closes what it was given, and sends the
 * closing reply. What can be refused is refused before: the file is open.
 */
public sealed interface Transfer extends Outcome {

    /** The text of the 150. */
    String opening();

    /** The file, or the directory that is listed; for the log. */
    Pathname path();

    /**
     * A file to the client.
     *
     * @param source at the right offset; a {@link java.nio.channels.FileChannel} goes without a copy
     */
    record Send(String opening, Pathname path, ReadableByteChannel source) implements Transfer {}

    /**
     * A file from the client.
     *
     * @param target committed before the 226, closed without commit when anything went wrong
     */
    record Receive(String opening, Pathname path, Upload target) implements Transfer {}

    /**
     * Lines to the client, in UTF-8 with CRLF whatever the type is: {@code LIST}, {@code NLST}, {@code MLSD}.
     *
     * @param lines without line ends, streamed; control characters in names already made harmless
     */
    record Text(String opening, Pathname path, Stream<String> lines) implements Transfer {}
}
