// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.tls;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Sets the groups of the key exchange where the JDK lets a connection choose (20 and newer). */
final class NamedGroups {

    private static final Set<String> KNOWN = Set.of(
            "x25519",
            "x448",
            "secp256r1",
            "secp384r1",
            "secp521r1",
            "ffdhe2048",
            "ffdhe3072",
            "ffdhe4096",
            "X25519MLKEM768",
            "SecP256r1MLKEM768");

    private static final @Nullable MethodHandle SETTER = setter();

    private NamedGroups() {}

    private static @Nullable MethodHandle setter() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(
                            SSLParameters.class, "setNamedGroups", MethodType.methodType(void.class, String[].class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null; // a JDK before 20
        }
    }

    /** Refuses groups that this JDK does not know, or cannot choose for each connection. */
    static void check(List<String> groups) {
        for (String group : groups) {
            if (!KNOWN.contains(group)) {
                throw new IllegalArgumentException("tls.groups = " + group
                        + " is not allowed: it must be groups such as x25519, secp256r1, secp384r1");
            }
        }
        if (!groups.isEmpty() && SETTER == null) {
            throw new IllegalArgumentException("tls.groups needs JDK 20 or newer; leave it empty and start the server"
                    + " with -Djdk.tls.namedGroups=" + String.join(",", groups));
        }
    }

    static void set(SSLParameters parameters, List<String> groups) {
        if (groups.isEmpty() || SETTER == null) {
            return;
        }
        try {
            SETTER.invoke(parameters, (Object) groups.toArray(new String[0]));
        } catch (Throwable e) {
            throw new IllegalStateException("the groups " + groups + " could not be set", e);
        }
    }
}
