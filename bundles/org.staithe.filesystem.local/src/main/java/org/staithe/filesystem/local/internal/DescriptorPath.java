// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The path by which the kernel itself names an open directory: {@code /proc/PID/fd/N}.
 *
 * <p>{@link java.nio.file.SecureDirectoryStream} can neither make a directory, nor read a link or the facts that only
 * Unix has. Below such a path they are done in that very directory, wherever it has been moved, like {@code mkdirat} and
 * its kin. The JDK tells nobody the number N, so it is found by a mark: a directory opened as a channel has a position
 * that means nothing to us, and the kernel shows it in {@code /proc/PID/fdinfo/N}. Two random marks in a row of 30 bits
 * each make a mistake impossible in practice; the number stays ours for as long as the channel is open.
 */
final class DescriptorPath implements Closeable {

    // Not by /proc/self: to follow that link is half of what the rest of the way costs.
    private static final String PROCESS = process();
    private static final String FD = PROCESS + "/fd/";
    private static final String FDINFO = PROCESS + "/fdinfo/";
    // ext4 refuses positions of 31 bits and more in some directories
    private static final int MARK_BITS = 30;
    // New descriptors get the lowest free number, so the next one is most likely the last one's or near it.
    private static final int NEAR = 8;

    private static volatile int lastFound;

    private final FileChannel channel;
    private final Path path;

    private DescriptorPath(FileChannel channel, int number) {
        this.channel = channel;
        this.path = Path.of(FD + number);
    }

    private static String process() {
        try {
            return Path.of("/proc/self").toRealPath().toString();
        } catch (IOException e) {
            return "/proc/self"; // which will not be there, and say so when it is needed
        }
    }

    /** Takes over the channel and closes it at the end, or at once if there is no such path. */
    static DescriptorPath of(FileChannel directory) throws IOException {
        try {
            int number = find(mark(directory));
            if (!carries(number, mark(directory))) {
                throw new IOException("the kernel does not show the marks of directories in " + FDINFO);
            }
            lastFound = number;
            return new DescriptorPath(directory, number);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static String mark(FileChannel directory) throws IOException {
        long mark = ThreadLocalRandom.current().nextLong(1, 1L << MARK_BITS);
        directory.position(mark);
        return "pos:\t" + mark + "\n";
    }

    private static int find(String mark) throws IOException {
        int likely = lastFound;
        for (int distance = 0; distance <= NEAR; distance++) {
            if (carries(likely + distance, mark)) {
                return likely + distance;
            }
            if (distance > 0 && carries(likely - distance, mark)) {
                return likely - distance;
            }
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of(FDINFO))) {
            for (Path one : all) {
                int number = Integer.parseInt(one.getFileName().toString());
                if (carries(number, mark)) {
                    return number;
                }
            }
        }
        throw new IOException("a directory that is open is not in " + FDINFO);
    }

    private static boolean carries(int number, String mark) {
        byte[] head = new byte[mark.length()];
        try (FileInputStream info = new FileInputStream(FDINFO + number)) {
            return info.readNBytes(head, 0, head.length) == head.length && new String(head, US_ASCII).equals(mark);
        } catch (IOException e) {
            // closed, now or long ago: not ours, which is open
            return false;
        }
    }
}
