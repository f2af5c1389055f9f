// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel has told the JDK about a file, and the JDK keeps to itself.
 *
 * <p>One look in an open directory brings all facts, but {@link PosixFileAttributes} shows neither the numbers of owner
 * and group nor the number of links. To ask for them by name costs a walk through {@code /proc} for each file, which is
 * most of a listing's time. The start script opens the package for this; where it is closed, {@link Facts} takes the long
 * way.
 */
final class UnixNumbers {

    private static final @Nullable MethodHandle MODE = number("mode", int.class);
    private static final @Nullable MethodHandle LINKS = number("nlink", int.class);
    private static final @Nullable MethodHandle USER = number("uid", int.class);
    private static final @Nullable MethodHandle GROUP = number("gid", int.class);
    private static final @Nullable MethodHandle INODE = number("ino", long.class);
    private static final @Nullable MethodHandle DEVICE = number("dev", long.class);

    private UnixNumbers() {}

    private static @Nullable MethodHandle number(String name, Class<?> type) {
        try {
            Method method = Files.readAttributes(Path.of("/"), PosixFileAttributes.class)
                    .getClass()
                    .getDeclaredMethod(name);
            method.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflect(method)
                    .asType(MethodType.methodType(type, PosixFileAttributes.class));
        } catch (IOException | ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    /** All facts of one look; empty if the JDK does not show them. */
    static Optional<Facts> of(PosixFileAttributes look) {
        if (MODE == null || LINKS == null || USER == null || GROUP == null || INODE == null || DEVICE == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Facts(
                    (int) MODE.invokeExact(look),
                    look.size(),
                    look.lastModifiedTime(),
                    look.creationTime(),
                    (int) LINKS.invokeExact(look),
                    (int) USER.invokeExact(look),
                    (int) GROUP.invokeExact(look),
                    (long) DEVICE.invokeExact(look),
                    (long) INODE.invokeExact(look)));
        } catch (ClassCastException e) {
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
