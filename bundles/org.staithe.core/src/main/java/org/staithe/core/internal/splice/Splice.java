// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.splice;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;

/**
 * Moves bytes from sockets into files without a copy in this process: the system call {@code splice} of Linux.
 *
 * <p>There is one only where it was found and has proved itself; safe for concurrent use.
 */
public final class Splice {

    private static final int JDK = 22;
    private static final Set<String> PROCESSORS = Set.of("amd64", "aarch64");
    private static final int PROBE = 32 * 1024;
    private static final int PATIENCE = 2000;

    private final Libc libc;
    private final Descriptors descriptors;

    private Splice(Libc libc, Descriptors descriptors) {
        this.libc = libc;
        this.descriptors = descriptors;
    }

    /**
     * Finds it and tries it: some bytes over a connection of the machine with itself, into a file.
     *
     * @throws IOException if it does not work here, and why
     */
    public static Splice tried() throws IOException {
        int feature = Runtime.version().feature();
        if (feature < JDK) {
            throw new IOException("that needs JDK " + JDK + " or newer, this is " + feature);
        }
        String system = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        if (!system.startsWith("Linux") || !PROCESSORS.contains(System.getProperty("os.arch"))) {
            throw new IOException("nobody has tried that with " + system);
        }
        try {
            // Asked first: the JVM writes a warning to whoever calls without.
            if (!(boolean) Module.class.getMethod("isNativeAccessEnabled").invoke(Splice.class.getModule())) {
                throw new IOException("the JVM was started without --enable-native-access=ALL-UNNAMED");
            }
            Splice splice = new Splice(new Libc(), new Descriptors());
            splice.prove();
            return splice;
        } catch (InvocationTargetException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            throw new IOException(e.toString(), e);
        }
    }

    /** Whether this is a file of the JDK's own, which is what its number can be used of. */
    public boolean knows(FileChannel file) {
        return descriptors.knows(file);
    }

    /**
     * Makes a pipe.
     *
     * @throws IOException if there are no descriptors left, or the user of the server has enough pipes
     */
    public Pipe pipe() throws IOException {
        return new Pipe(libc, descriptors);
    }

    private void prove() throws IOException {
        byte[] probe = new byte[PROBE];
        new Random().nextBytes(probe);
        Path path = Files.createTempFile("staithe-", ".probe");
        try (ServerSocketChannel listening =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel client = SocketChannel.open(listening.getLocalAddress());
                SocketChannel socket = listening.accept();
                Pipe pipe = pipe();
                FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            // If somebody else has connected first, the bytes do not come, and uploads are copied.
            client.write(ByteBuffer.wrap(probe));
            client.shutdownOutput();
            socket.configureBlocking(false);
            move(socket, pipe, file);
            if (file.position() != PROBE || !Arrays.equals(Files.readAllBytes(path), probe)) {
                throw new IOException("other bytes arrived than were sent");
            }
        } finally {
            Files.delete(path);
        }
    }

    private static void move(SocketChannel socket, Pipe pipe, FileChannel file) throws IOException {
        try (Selector selector = Selector.open()) {
            socket.register(selector, SelectionKey.OP_READ);
            for (long done = 0; done < PROBE; ) {
                if (selector.select(key -> {}, PATIENCE) == 0) {
                    throw new IOException("nothing arrived");
                }
                if (pipe.take(socket, PROBE - done) == 0) {
                    throw new IOException("splice moves nothing from a socket");
                }
                done += pipe.give(file);
                if (pipe.held() > 0) {
                    throw new IOException(
                            "splice moves nothing into " + file.getClass().getSimpleName());
                }
            }
            if (pipe.take(socket, 1) != 0 || socket.read(ByteBuffer.allocate(1)) != -1) {
                throw new IOException("splice does not find the end");
            }
        }
    }
}
