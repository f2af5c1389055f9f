// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * One key as the metatype of a bundle describes it.
 *
 * @param mandatory whether there must be a value, because there is no default
 * @param list whether several values, separated by commas, are meant
 * @param options the only values that are allowed; empty: any
 */
record Attribute(
        String key,
        String type,
        boolean mandatory,
        boolean list,
        Optional<BigDecimal> min,
        Optional<BigDecimal> max,
        List<String> options) {

    /** Reads an {@code AD} element; OSGi Compendium 7, section 105.8. */
    static Attribute of(Element element) {
        List<String> options = new ArrayList<>();
        NodeList choices = element.getElementsByTagName("Option");
        for (int i = 0; i < choices.getLength(); i++) {
            options.add(((Element) choices.item(i)).getAttribute("value"));
        }
        return new Attribute(
                element.getAttribute("id"),
                element.getAttribute("type"),
                !element.hasAttribute("default")
                        && !element.getAttribute("required").equals("false"),
                !List.of("", "0").contains(element.getAttribute("cardinality")),
                bound(element.getAttribute("min")),
                bound(element.getAttribute("max")),
                List.copyOf(options));
    }

    /** What is wrong with a value: what is allowed instead. */
    Optional<String> complaint(String value) {
        if (list) {
            return List.of(value.split(",", -1)).stream()
                    .map(String::strip)
                    .filter(element -> !element.isEmpty())
                    .flatMap(element -> complaintAboutOne(element).stream())
                    .findFirst();
        }
        return complaintAboutOne(value);
    }

    private Optional<String> complaintAboutOne(String value) {
        if (!options.isEmpty()) {
            return options.contains(value)
                    ? Optional.empty()
                    : Optional.of("must be one of " + String.join(", ", options));
        }
        return switch (type) {
            case "Integer", "Long", "Short", "Byte" -> number(value, "-?[0-9]{1,19}", "a whole number");
            case "Double", "Float" -> number(value, "-?[0-9]+([.][0-9]+)?", "a number");
            case "Boolean" ->
                List.of("true", "false").contains(value.toLowerCase(Locale.ROOT))
                        ? Optional.empty()
                        : Optional.of("must be true or false");
            default -> Optional.empty();
        };
    }

    private Optional<String> number(String value, String form, String called) {
        String allowed = "must be " + called
                + min.map(bound -> ", at least " + bound).orElse("")
                + max.map(bound -> ", at most " + bound).orElse("");
        if (!value.matches(form)) {
            return Optional.of(allowed);
        }
        BigDecimal number = new BigDecimal(value);
        boolean within = min.map(bound -> number.compareTo(bound) >= 0).orElse(true)
                && max.map(bound -> number.compareTo(bound) <= 0).orElse(true);
        return within && fits(number) ? Optional.empty() : Optional.of(allowed);
    }

    private boolean fits(BigDecimal number) {
        return switch (type) {
            case "Integer" -> number.compareTo(BigDecimal.valueOf(number.intValue())) == 0;
            case "Long" -> number.compareTo(BigDecimal.valueOf(number.longValue())) == 0;
            default -> true;
        };
    }

    private static Optional<BigDecimal> bound(String written) {
        return written.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(written));
    }
}
