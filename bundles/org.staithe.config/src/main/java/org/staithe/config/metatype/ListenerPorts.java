// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.metatype;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.staithe.config.metatype.Finding.Kind;

/** What several configurations must agree about: two listeners cannot have one port, nor one name. */
public final class ListenerPorts {

    private static final String LISTENER = "org.staithe.core.listener";
    private static final String PASSIVE = "org.staithe.dataport.passive";
    private static final Pattern NUMBER = Pattern.compile("\\s*(\\d{1,5})\\s*");
    private static final Pattern RANGE = Pattern.compile("\\s*(\\d{1,5})(?:\\s*-\\s*(\\d{1,5}))?\\s*");

    private ListenerPorts() {}

    /**
     * What is wrong with a configuration beside others.
     *
     * @param pid its PID, or the name of its file without {@code .cfg}
     * @param others those that there are, itself as it was included or not, by what {@code pid} is
     */
    public static List<Finding> findings(
            String pid, Map<String, ?> values, Map<String, ? extends Map<String, ?>> others) {
        List<Finding> findings = new ArrayList<>();
        others.forEach((other, theirs) -> {
            if (other.equals(pid)) {
                return;
            }
            if (is(LISTENER, pid) && is(LISTENER, other)) {
                findings.addAll(betweenListeners(values, theirs));
            } else if (is(LISTENER, pid) && is(PASSIVE, other)) {
                port(values)
                        .filter(port -> holds(text(theirs, "ports", "0"), port))
                        .ifPresent(port -> findings.add(Finding.about(
                                Kind.WRONG, "port", "is one of the passive ports (" + other + "): take another")));
            } else if (is(PASSIVE, pid) && is(LISTENER, other)) {
                port(theirs)
                        .filter(port -> holds(text(values, "ports", "0"), port))
                        .ifPresent(port -> findings.add(Finding.about(
                                Kind.WRONG, "ports", "holds " + port + ", where listener " + name(theirs) + " is")));
            }
        });
        return findings;
    }

    private static List<Finding> betweenListeners(Map<String, ?> mine, Map<String, ?> theirs) {
        List<Finding> findings = new ArrayList<>();
        if (name(mine).equals(name(theirs))) {
            findings.add(Finding.about(Kind.WRONG, "name", "another listener has this name"));
        }
        Optional<Integer> port = port(mine);
        if (port.isPresent() && port.equals(port(theirs)) && overlap(address(mine), address(theirs))) {
            findings.add(Finding.about(
                    Kind.WRONG, "port", "listener " + name(theirs) + " is at " + address(theirs) + ":" + port.get()));
        }
        return findings;
    }

    private static boolean overlap(String mine, String theirs) {
        return mine.equals(theirs) || isAny(mine) || isAny(theirs);
    }

    private static boolean isAny(String address) {
        return List.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0").contains(address);
    }

    /** A port that the system chooses overlaps nothing. */
    private static Optional<Integer> port(Map<String, ?> values) {
        Matcher port = NUMBER.matcher(text(values, "port", "2121"));
        return port.matches()
                ? Optional.of(Integer.valueOf(port.group(1))).filter(number -> number > 0)
                : Optional.empty();
    }

    private static boolean holds(String ranges, int port) {
        for (String range : ranges.split(",", -1)) {
            Matcher bounds = RANGE.matcher(range);
            if (bounds.matches()) {
                int first = Integer.parseInt(bounds.group(1));
                int last = bounds.group(2) == null ? first : Integer.parseInt(bounds.group(2));
                if (first <= port && port <= last) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String name(Map<String, ?> values) {
        return text(values, "name", "default");
    }

    private static String address(Map<String, ?> values) {
        return text(values, "address", "127.0.0.1");
    }

    private static String text(Map<String, ?> values, String key, String otherwise) {
        Object value = values.get(key);
        return value == null ? otherwise : Values.text(value).strip();
    }

    private static boolean is(String kind, String pid) {
        return pid.equals(kind)
                || pid.startsWith(kind + "~")
                || pid.startsWith(kind + "-")
                || pid.startsWith(kind + ".");
    }
}
