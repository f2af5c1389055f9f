// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.staithe.command.Outcome;
import org.staithe.command.Pending;
import org.staithe.command.Reply;
import org.staithe.command.Transfer;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.Upload;
import org.staithe.filesystem.VirtualFileSystem;

/** Carries outcomes to their end, as the core would: sends, receives, closes. */
public final class Outcomes {

    private Outcomes() {}

    /** The reply of a command that is no transfer. */
    public static Reply reply(Outcome outcome) {
        return outcome instanceof Pending pending ? pending.reply() : (Reply) outcome;
    }

    /** The lines of a listing. */
    public static List<String> lines(Outcome outcome) {
        try (Stream<String> lines = ((Transfer.Text) outcome).lines()) {
            return lines.toList();
        }
    }

    /** What a download sends. */
    public static String content(Outcome outcome) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        try (ReadableByteChannel source = ((Transfer.Send) outcome).source()) {
            while (source.read(buffer) >= 0) {
                content.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
        }
        return content.toString(StandardCharsets.UTF_8);
    }

    /** Receives an upload to its end. */
    public static void receive(Outcome outcome, String content) throws IOException {
        try (Upload target = ((Transfer.Receive) outcome).target()) {
            write(target, content);
            target.commit();
        }
    }

    /** Receives the beginning of an upload whose client then vanishes. */
    public static void receiveCut(Outcome outcome, String beginning) throws IOException {
        try (Upload target = ((Transfer.Receive) outcome).target()) {
            write(target, beginning);
        }
    }

    /** Puts a file into a file system, and the directories that it needs. */
    public static void put(VirtualFileSystem files, String path, String content) throws IOException {
        Pathname file = Pathname.of(path);
        Pathname directory = Pathname.ROOT;
        for (String name : file.parent().names()) {
            Pathname parent = directory;
            directory = directory.child(name);
            if (!contains(files, parent, name)) {
                files.makeDirectory(directory);
            }
        }
        try (Upload target = files.store(file, 0, true)) {
            write(target, content);
            target.commit();
        }
    }

    private static boolean contains(VirtualFileSystem files, Pathname directory, String name) throws IOException {
        try (Stream<FileStat> entries = files.list(directory)) {
            return entries.anyMatch(entry -> entry.name().equals(name));
        }
    }

    private static void write(Upload target, String content) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            target.write(bytes);
        }
    }
}
