// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.staithe.auth.Mount;
import org.staithe.auth.Permission;
import org.staithe.filesystem.Pathname;

/** Reads and writes a mount as the users file has it: {@code default:/ann read-write}. */
final class MountValue {

    // The directory may hold blanks; what follows the last one is the permissions.
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9._-]+):(/.*?)\\s+([a-z-]+(?:\\s*,\\s*[a-z-]+)*)");

    /** Words for many permissions at once, which stand alone. */
    private static final Map<String, Set<Permission>> ALONE =
            Map.of("read-only", Permission.READ_ONLY, "read-write", Permission.ALL);

    private MountValue() {}

    static Mount read(String at, String value) {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("write <backend>:<directory> <permissions>, such as"
                    + " default:/ann read-write; permissions are " + allowedPermissions());
        }
        return Mount.of(matcher.group(1))
                .at(path(at))
                .directory(path(matcher.group(2)))
                .permissions(permissions(matcher.group(3)))
                .build();
    }

    static String write(Mount mount) {
        return mount.backend() + ":" + mount.directory() + " " + write(mount.permissions());
    }

    /** An absolute path in its normal form, so that one place has one spelling. */
    static String path(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("'" + text + "' is not an absolute path: it must begin with /");
        }
        String normal = Pathname.of(text).toString();
        if (!normal.equals(text)) {
            throw new IllegalArgumentException("'" + text + "' is not in its normal form: write " + normal);
        }
        return text;
    }

    private static Set<Permission> permissions(String text) {
        Set<Permission> alone = ALONE.get(text);
        if (alone != null) {
            return alone;
        }
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (String word : text.split("\\s*,\\s*")) {
            permissions.add(permission(word));
        }
        return permissions;
    }

    private static Permission permission(String word) {
        for (Permission permission : Permission.values()) {
            if (word(permission).equals(word)) {
                return permission;
            }
        }
        throw new IllegalArgumentException("'" + word
                + (ALONE.containsKey(word) ? "' does not go into a list" : "' is not a permission")
                + ": allowed are " + allowedPermissions());
    }

    private static String write(Set<Permission> permissions) {
        return ALONE.entrySet().stream()
                .filter(alone -> alone.getValue().equals(permissions))
                .findFirst()
                .map(Map.Entry::getKey)
                .orElseGet(() ->
                        permissions.stream().sorted().map(MountValue::word).collect(Collectors.joining(",")));
    }

    private static String word(Permission permission) {
        return permission.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String allowedPermissions() {
        return "read-only or read-write alone, or a list of "
                + Arrays.stream(Permission.values()).map(MountValue::word).collect(Collectors.joining(","));
    }
}
