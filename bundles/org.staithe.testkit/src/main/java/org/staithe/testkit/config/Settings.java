// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.config;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A component's typed configuration from the keys of its configuration file; the others have their defaults. */
public final class Settings {

    private Settings() {}

    /**
     * Makes a configuration.
     *
     * @param keys as in the file, such as {@code bind.address}, with a value of the method's type; one String will do
     *     for a list
     * @throws IllegalArgumentException if the component has no such key
     */
    public static <A> A of(Class<A> type, Map<String, ?> keys) {
        Set<String> known =
                Arrays.stream(type.getDeclaredMethods()).map(Settings::key).collect(Collectors.toSet());
        keys.keySet().stream().filter(key -> !known.contains(key)).findFirst().ifPresent(key -> {
            throw new IllegalArgumentException(type.getName() + " has no key '" + key + "', but " + known);
        });
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> value(method, keys)));
    }

    private static Object value(Method method, Map<String, ?> keys) {
        Object value = keys.get(key(method));
        if (value == null) {
            value = method.getDefaultValue();
        }
        if (value == null) {
            throw new IllegalArgumentException("'" + key(method) + "' has no default");
        }
        return method.getReturnType() == String[].class && value instanceof String one ? new String[] {one} : value;
    }

    /** As Declarative Services maps the plain names; the escapes for other characters are not known here. */
    private static String key(Method method) {
        return method.getName().replace('_', '.');
    }
}
