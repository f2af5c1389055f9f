// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.auth;

import java.util.List;

/** User names that clients may send and that no plugin may stumble over. */
final class OddNames {

    static final List<String> ALL = List.of(
            " ",
            "../../etc/passwd",
            "*",
            "a)(uid=*",
            "' or ''='",
            "%s%n",
            "${jndi:x}",
            "[x]",
            "name = value",
            "\u001b[31m",
            "\u202eoot",
            "\uD800",
            "x".repeat(8_000));

    private OddNames() {}
}
