// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.metatype;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.staithe.config.metatype.Finding.Kind;

/**
 * The configuration of one PID.
 *
 * @param name what people call it
 * @param help what it is for
 * @param factory whether there may be several, each with a name of its own
 */
public record Description(String name, String help, boolean factory, Map<String, Attribute> attributes) {

    /** Keys that any component may have, of OSGi itself and of the server's choice of plugins. */
    private static final Pattern OF_ANY =
            Pattern.compile("service\\..+|felix\\.fileinstall\\..+|.+\\.target|staithe\\.listeners");

    private static final String RANKING = "service.ranking";
    private static final Pattern NUMBER = Pattern.compile("\\s*-?\\d{1,9}\\s*");

    /** What is wrong with a configuration, in the order of its keys. */
    public List<Finding> findings(Map<String, ?> values) {
        List<Finding> findings = new ArrayList<>();
        new TreeMap<>(values).forEach((key, value) -> {
            Attribute attribute = attributes.get(key);
            if (attribute != null) {
                attribute
                        .complaint(value)
                        .ifPresent(why -> findings.add(
                                attribute.secret()
                                        ? new Finding(Kind.WRONG, key, true, why)
                                        : Finding.about(Kind.WRONG, key, why)));
            } else if (key.equals(RANKING)) {
                if (!NUMBER.matcher(String.valueOf(value)).matches()) {
                    findings.add(Finding.about(Kind.WRONG, key, "must be a whole number; the highest serves first"));
                }
            } else if (!OF_ANY.matcher(key).matches()) {
                String known = String.join(", ", attributes.keySet());
                findings.add(Finding.about(Kind.UNKNOWN, key, "there is no such key; there are " + known));
            }
        });
        for (Attribute attribute : attributes.values()) {
            if (attribute.mandatory() && !values.containsKey(attribute.key())) {
                findings.add(Finding.about(Kind.MISSING, attribute.key(), "is missing"));
            }
        }
        return findings;
    }
}
