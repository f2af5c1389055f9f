// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.osgi.framework.Bundle;

/** A program of an installed bundle, run by the bundle's own classes: another JVM would take a second longer. */
final class LoadedProgram implements Program {

    private final Method main;

    /**
     * Resolves the bundle if it is not yet.
     *
     * @param type has {@code public static int main(InputStream, PrintStream, String...)}
     */
    LoadedProgram(Bundle bundle, String type) throws IOException {
        try {
            main = bundle.loadClass(type).getMethod("main", InputStream.class, PrintStream.class, String[].class);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IOException(bundle.getSymbolicName() + " has no program " + type, e);
        }
    }

    @Override
    public Said run(String input, List<String> arguments) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            Object exitCode = main.invoke(
                    null,
                    new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                    new PrintStream(said, true, StandardCharsets.UTF_8),
                    arguments.toArray(String[]::new));
            return new Said(
                    (Integer) exitCode, said.toString(StandardCharsets.UTF_8).strip());
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IOException(main.getDeclaringClass().getName() + " failed", e);
        }
    }
}
