// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.splice;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The functions of libc that are needed, by the JDK's foreign-function API, which this code cannot name: it is compiled
 * for JDK 17.
 *
 * <p>Each takes where its error number shall go, as {@link #memory} makes it, and returns -1 when it fails.
 */
final class Libc {

    private static final String FOREIGN = "java.lang.foreign.";
    private static final int MOVE_WITHOUT_WAITING = 1 | 2; // SPLICE_F_MOVE, SPLICE_F_NONBLOCK

    private final MethodHandle memory;
    private final MethodHandle splice;
    private final MethodHandle pipe2;
    private final MethodHandle fcntl;
    private final MethodHandle read;
    private final MethodHandle close;

    /** Makes function handles. */
    private static final class Binding {

        private final Class<?> segment = Class.forName(FOREIGN + "MemorySegment");
        private final Class<?> layout = Class.forName(FOREIGN + "MemoryLayout");
        private final Class<?> option = Class.forName(FOREIGN + "Linker$Option");
        private final Class<?> description = Class.forName(FOREIGN + "FunctionDescriptor");
        private final Class<?> linkerType = Class.forName(FOREIGN + "Linker");
        private final Object linker = linkerType.getMethod("nativeLinker").invoke(null);
        private final Object functions = linkerType.getMethod("defaultLookup").invoke(linker);
        private final Method find = Class.forName(FOREIGN + "SymbolLookup").getMethod("find", String.class);
        private final Method describe = description.getMethod("of", layout, layout.arrayType());
        private final Method bind = linkerType.getMethod("downcallHandle", segment, description, option.arrayType());
        private final Object captureError =
                option.getMethod("captureCallState", String[].class).invoke(null, (Object) new String[] {"errno"});

        Binding() throws ReflectiveOperationException {}

        Object type(String name) throws ReflectiveOperationException {
            return Class.forName(FOREIGN + "ValueLayout").getField(name).get(null);
        }

        Object variadicFrom(int index) throws ReflectiveOperationException {
            return option.getMethod("firstVariadicArg", int.class).invoke(null, index);
        }

        MethodHandle function(String name, Object[] options, Object result, Object... parameters)
                throws ReflectiveOperationException {
            Optional<?> found = (Optional<?>) find.invoke(functions, name);
            Object all = Array.newInstance(option, options.length + 1);
            Array.set(all, 0, captureError);
            for (int i = 0; i < options.length; i++) {
                Array.set(all, i + 1, options[i]);
            }
            Object types = Array.newInstance(layout, parameters.length);
            for (int i = 0; i < parameters.length; i++) {
                Array.set(types, i, parameters[i]);
            }
            Object shape = describe.invoke(null, result, types);
            return nameable((MethodHandle)
                    bind.invoke(linker, found.orElseThrow(() -> new NoSuchMethodException(name)), shape, all));
        }

        /** The same, for callers who have segments without knowing their type. */
        MethodHandle nameable(MethodHandle handle) {
            MethodType type = handle.type();
            for (int i = 0; i < type.parameterCount(); i++) {
                if (type.parameterType(i) == segment) {
                    type = type.changeParameterType(i, Object.class);
                }
            }
            return handle.asType(type.returnType() == segment ? type.changeReturnType(Object.class) : type);
        }
    }

    /** Binds them all, or none. */
    Libc() throws ReflectiveOperationException {
        Binding binding = new Binding();
        Object number = binding.type("JAVA_INT");
        Object size = binding.type("JAVA_LONG");
        Object address = binding.type("ADDRESS");
        Object[] plain = {};
        memory = binding.nameable(MethodHandles.publicLookup()
                .findStatic(binding.segment, "ofBuffer", MethodType.methodType(binding.segment, Buffer.class)));
        // The two offsets are pointers that are always null here.
        splice = binding.function("splice", plain, size, number, size, number, size, size, number);
        pipe2 = binding.function("pipe2", plain, number, address, number);
        fcntl = binding.function("fcntl", new Object[] {binding.variadicFrom(2)}, number, number, number, number);
        read = binding.function("read", plain, size, number, address, size);
        close = binding.function("close", plain, number, number);
    }

    /** What is between position and limit of a direct buffer, as the functions take it. */
    Object memory(ByteBuffer direct) {
        try {
            return (Object) memory.invokeExact((Buffer) direct);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    long splice(Object error, int from, int to, long count) {
        try {
            return (long) splice.invokeExact(error, from, 0L, to, 0L, count, MOVE_WITHOUT_WAITING);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int pipe2(Object error, Object ends, int flags) {
        try {
            return (int) pipe2.invokeExact(error, ends, flags);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int fcntl(Object error, int descriptor, int command, int argument) {
        try {
            return (int) fcntl.invokeExact(error, descriptor, command, argument);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    long read(Object error, int descriptor, Object into, long count) {
        try {
            return (long) read.invokeExact(error, descriptor, into, count);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int close(Object error, int descriptor) {
        try {
            return (int) close.invokeExact(error, descriptor);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static IllegalStateException unexpected(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(e);
    }
}
