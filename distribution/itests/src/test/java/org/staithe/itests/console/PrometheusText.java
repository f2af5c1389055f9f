// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prometheus's text format 0.0.4, read more strictly than Prometheus does. */
final class PrometheusText {

    private static final Pattern COMMENT =
            Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|.*)");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)"
            + "(?:\\{([a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\""
            + "(?:,[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\")*)})?"
            + " (-?\\d+(?:\\.\\d+)?(?:E-?\\d+)?)");

    private final List<Sample> samples = new ArrayList<>();

    private record Sample(String name, String labels, double value) {}

    private PrometheusText() {}

    /** Fails on the first line that is wrong. */
    static PrometheusText parse(String text) {
        PrometheusText parsed = new PrometheusText();
        Map<String, String> types = new HashMap<>();
        Set<String> seen = new HashSet<>();
        String family = "";
        if (!text.endsWith("\n")) {
            throw new AssertionError("the last line does not end");
        }
        for (String line : text.split("\n")) {
            Matcher comment = COMMENT.matcher(line);
            if (comment.matches()) {
                family = comment.group(2);
                if (comment.group(1).equals("TYPE") && types.put(family, comment.group(3)) != null) {
                    throw new AssertionError("two families of one name: " + line);
                }
                continue;
            }
            Matcher sample = SAMPLE.matcher(line);
            String type = types.getOrDefault(family, "");
            String suffix = type.equals("histogram") ? "(_bucket|_sum|_count)" : "";
            if (!sample.matches() || type.isEmpty() || !sample.group(1).matches(Pattern.quote(family) + suffix)) {
                throw new AssertionError("no sample of the family " + family + ": " + line);
            }
            if (!seen.add(line.substring(0, line.lastIndexOf(' ')))) {
                throw new AssertionError("the same sample twice: " + line);
            }
            String labels = sample.group(2) == null ? "" : sample.group(2);
            parsed.samples.add(new Sample(sample.group(1), labels, Double.parseDouble(sample.group(3))));
        }
        return parsed;
    }

    /** The samples of a name that have this label, together. */
    double sum(String name, String label) {
        return samples.stream()
                .filter(one -> one.name().equals(name) && one.labels().contains(label))
                .mapToDouble(Sample::value)
                .sum();
    }
}
