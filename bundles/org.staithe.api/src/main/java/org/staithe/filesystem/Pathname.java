// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An absolute path of the client's tree: normal, and never above the root (RFC 3659 section 6, TVFS).
 *
 * <p>Only {@code /} separates. Nothing is decoded: {@code %2e} and {@code \} are characters of a name.
 *
 * @param names from the root down; none is empty, {@code .}, {@code ..}, or contains {@code /} or NUL
 */
public record Pathname(List<String> names) {

    public static final Pathname ROOT = new Pathname(List.of());

    public Pathname {
        names = List.copyOf(names);
        for (String name : names) {
            if (name.isEmpty()
                    || name.equals(".")
                    || name.equals("..")
                    || name.indexOf('/') >= 0
                    || name.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("not a name of a file: '" + name + "'");
            }
        }
    }

    /** Reads a path, relative to the root. */
    public static Pathname of(String typed) {
        return ROOT.resolve(typed);
    }

    /**
     * What a client means that types this while being here: {@code .} is here, {@code ..} is above, above the root is
     * the root, a leading {@code /} starts at the root, doubled and trailing slashes mean nothing.
     */
    public Pathname resolve(String typed) {
        List<String> result = new ArrayList<>(typed.startsWith("/") ? List.of() : names);
        for (String part : typed.split("/")) {
            switch (part) {
                case "", "." -> {}
                case ".." -> {
                    if (!result.isEmpty()) {
                        result.remove(result.size() - 1);
                    }
                }
                default -> result.add(part);
            }
        }
        return new Pathname(result);
    }

    /** The entry of this name in this directory. */
    public Pathname child(String name) {
        String[] longer = names.toArray(new String[names.size() + 1]);
        longer[names.size()] = name;
        return new Pathname(Arrays.asList(longer));
    }

    public boolean isRoot() {
        return names.isEmpty();
    }

    /** The directory that this is in; the root is in itself. */
    public Pathname parent() {
        return isRoot() ? this : new Pathname(names.subList(0, names.size() - 1));
    }

    /** The last name; empty for the root. */
    public String name() {
        return isRoot() ? "" : names.get(names.size() - 1);
    }

    /** Whether this is that directory or lies below it. */
    public boolean isWithin(Pathname directory) {
        return names.size() >= directory.names.size()
                && names.subList(0, directory.names.size()).equals(directory.names);
    }

    /**
     * This path as seen from a directory that it lies within.
     *
     * @throws IllegalArgumentException if it lies elsewhere
     */
    public Pathname from(Pathname directory) {
        if (!isWithin(directory)) {
            throw new IllegalArgumentException(this + " is not within " + directory);
        }
        return new Pathname(names.subList(directory.names.size(), names.size()));
    }

    /** This path below that directory. */
    public Pathname below(Pathname directory) {
        List<String> result = new ArrayList<>(directory.names);
        result.addAll(names);
        return new Pathname(result);
    }

    @Override
    public String toString() {
        return "/" + String.join("/", names);
    }
}
