// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.splice;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;

/**
 * The numbers by which the system knows channels. The JDK keeps them to itself; the start script opens the package.
 *
 * <p>A number is that of its channel only while the channel is open: a moment later it may be another client's file. So
 * no number leaves this class but for a use during which the channel cannot be closed. Duplicates would be no remedy: to
 * close one of a file takes away the process's locks on that file.
 */
final class Descriptors {

    /** Something that is done with a number. */
    @FunctionalInterface
    interface Use {
        long with(int number) throws IOException;
    }

    private final Class<?> fileType;
    private final MethodHandle ofFile;
    private final MethodHandle ofSocket;
    private final MethodHandle begin;
    private final MethodHandle end;
    private final MethodHandle users;
    private final MethodHandle add;
    private final MethodHandle remove;

    Descriptors() throws ReflectiveOperationException {
        fileType = type("FileChannelImpl");
        Class<?> set = type("NativeThreadSet");
        MethodHandles.Lookup inside = MethodHandles.privateLookupIn(fileType, MethodHandles.lookup());
        MethodHandle number =
                inside.findStatic(type("IOUtil"), "fdVal", MethodType.methodType(int.class, FileDescriptor.class));
        ofFile = MethodHandles.filterReturnValue(inside.findGetter(fileType, "fd", FileDescriptor.class), number)
                .asType(MethodType.methodType(int.class, FileChannel.class));
        ofSocket = inside.findVirtual(type("SelChImpl"), "getFDVal", MethodType.methodType(int.class))
                .asType(MethodType.methodType(int.class, SocketChannel.class));
        begin = inside.findVirtual(fileType, "beginBlocking", MethodType.methodType(void.class))
                .asType(MethodType.methodType(void.class, FileChannel.class));
        end = inside.findVirtual(fileType, "endBlocking", MethodType.methodType(void.class, boolean.class))
                .asType(MethodType.methodType(void.class, FileChannel.class, boolean.class));
        users = inside.findGetter(fileType, "threads", set)
                .asType(MethodType.methodType(Object.class, FileChannel.class));
        add = inside.findVirtual(set, "add", MethodType.methodType(int.class))
                .asType(MethodType.methodType(int.class, Object.class));
        remove = inside.findVirtual(set, "remove", MethodType.methodType(void.class, int.class))
                .asType(MethodType.methodType(void.class, Object.class, int.class));
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        // Of the JDK itself: a bundle's own loader does not look there.
        return Class.forName("sun.nio.ch." + name, true, null);
    }

    boolean knows(FileChannel file) {
        return file.getClass() == fileType;
    }

    /**
     * Does something with a file in the way in which the JDK's own {@code write} does it: whoever closes the channel
     * meanwhile waits until this is over, and an interrupt closes it.
     *
     * @throws java.nio.channels.ClosedChannelException if the file is closed, before or meanwhile
     */
    long use(FileChannel file, Use use) throws IOException {
        long done = 0;
        int place = -1;
        try {
            Object writers = (Object) users.invokeExact(file);
            try {
                begin.invokeExact(file);
                place = (int) add.invokeExact(writers);
                if (file.isOpen()) {
                    done = use.with((int) ofFile.invokeExact(file));
                }
            } finally {
                remove.invokeExact(writers, place);
                end.invokeExact(file, done > 0);
            }
            return done;
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does something with a socket whose caller sees to it that nobody closes it meanwhile. */
    long use(SocketChannel socket, Use use) throws IOException {
        int number;
        try {
            number = (int) ofSocket.invokeExact(socket);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return use.with(number);
    }
}
