// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.metatype;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values as they stand in a file: the console stores numbers and arrays, a file texts, and both mean the same. */
public final class Values {

    private Values() {}

    /** A list is joined by commas. */
    public static String text(Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        return value.getClass().isArray()
                ? IntStream.range(0, Array.getLength(value))
                        .mapToObj(i -> String.valueOf(Array.get(value, i)))
                        .collect(Collectors.joining(", "))
                : value.toString();
    }
}
