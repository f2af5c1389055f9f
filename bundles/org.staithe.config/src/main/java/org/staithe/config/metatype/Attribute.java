// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.metatype;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * One key as the metatype of a bundle describes it.
 *
 * @param help what it is for, in the words of its bundle
 * @param usual what counts where it is not set, as it would stand in a file; empty if nothing does
 * @param mandatory whether there must be a value, because there is no default
 * @param list whether several values, separated by commas, are meant
 * @param options the only values that are allowed; empty: any
 */
public record Attribute(
        String key,
        String type,
        String help,
        String usual,
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
                element.getAttribute("description"),
                element.getAttribute("default"),
                !element.hasAttribute("default")
                        && !element.getAttribute("required").equals("false"),
                !List.of("", "0").contains(element.getAttribute("cardinality")),
                bound(element.getAttribute("min")),
                bound(element.getAttribute("max")),
                List.copyOf(options));
    }

    boolean secret() {
        return type.equals("Password");
    }

    /** The least and the most that is allowed, in words; empty if there are no bounds. */
    public String bounds() {
        if (min.isPresent() && max.isPresent()) {
            return min.get() + " to " + max.get();
        }
        return min.map(bound -> "at least " + bound).orElse("")
                + max.map(bound -> "at most " + bound).orElse("");
    }

    /**
     * What is wrong with a value: what is allowed instead.
     *
     * @param value mostly a text as it stands in a file; else of its type, an array or a collection
     */
    Optional<String> complaint(Object value) {
        List<String> elements = elements(value);
        if (mandatory && String.join("", elements).isEmpty()) {
            return Optional.of("must have a value");
        }
        return elements.stream()
                .flatMap(element -> complaintAboutOne(element).stream())
                .findFirst();
    }

    private List<String> elements(Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        if (value.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(value))
                    .mapToObj(i -> String.valueOf(Array.get(value, i)))
                    .toList();
        }
        String text = value.toString();
        return list
                ? Stream.of(text.split(",", -1))
                        .map(String::strip)
                        .filter(element -> !element.isEmpty())
                        .toList()
                : List.of(text);
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
