// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.staithe.console.internal.access.Text;

/**
 * Lines of {@code htpasswd} or {@code /etc/shadow}: a name, a colon, the hash of a password; what follows another colon
 * is not for us.
 *
 * @param hashes by name, in the order of the lines
 * @param withoutPassword names that cannot log in where they come from
 */
record UserLines(Map<String, String> hashes, List<String> withoutPassword) {

    private static final int LONGEST = 500;

    /**
     * Reads them; empty lines and comments are left out.
     *
     * @throws IllegalArgumentException with the number of the line that is none; never with what it holds
     */
    static UserLines read(String text) {
        Map<String, String> hashes = new LinkedHashMap<>();
        List<String> without = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.strip().split(":", 3);
            if (parts.length < 2 || parts[0].isBlank() || line.length() > LONGEST) {
                throw new IllegalArgumentException("line " + number + ": write NAME:HASH");
            }
            String name = parts[0];
            if (parts[1].isEmpty() || parts[1].startsWith("*") || parts[1].startsWith("!") || parts[1].equals("x")) {
                without.add(name);
            } else if (hashes.put(name, parts[1]) != null) {
                throw new IllegalArgumentException("line " + number + ": " + Text.clean(name) + " is there twice");
            }
        }
        return new UserLines(hashes, without);
    }
}
