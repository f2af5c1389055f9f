// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A pattern for one name: {@code *}, {@code ?}, {@code [a-z]} and {@code [!a-z]}.
 *
 * <p>Clients choose patterns, so matching must not be made slow by one: the parts between the stars are looked for from
 * left to right, once, and nothing is ever tried again. The cost is at most the product of the two lengths, and a pattern
 * is no longer than a name can be.
 */
final class Glob {

    private static final int LONGEST = 255;

    /** What stands between the stars; with no star, one part that must be the whole name. */
    private final List<List<IntPredicate>> parts = new ArrayList<>();

    Glob(String pattern) {
        int[] signs = pattern.codePoints().toArray();
        List<IntPredicate> part = new ArrayList<>();
        for (int at = 0; at < signs.length; at++) {
            int sign = signs[at];
            int end = sign == '[' ? endOfClass(signs, at) : -1;
            if (sign == '*') {
                parts.add(part);
                part = new ArrayList<>();
            } else if (sign == '?') {
                part.add(any -> true);
            } else if (end > 0) {
                part.add(oneOf(signs, at + 1, end));
                at = end;
            } else {
                part.add(other -> other == sign);
            }
        }
        parts.add(part);
    }

    /** Whether this name asks to be taken as a pattern. */
    static boolean isPattern(String name) {
        return name.length() <= LONGEST && name.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    }

    boolean matches(String name) {
        int[] signs = name.codePoints().toArray();
        List<IntPredicate> first = parts.get(0);
        List<IntPredicate> last = parts.get(parts.size() - 1);
        if (parts.size() == 1) {
            return signs.length == first.size() && fits(first, signs, 0);
        }
        int from = first.size();
        int to = signs.length - last.size();
        if (from > to || !fits(first, signs, 0) || !fits(last, signs, to)) {
            return false;
        }
        // The leftmost place is as good as any: it leaves the most for the parts that follow.
        for (List<IntPredicate> part : parts.subList(1, parts.size() - 1)) {
            while (from + part.size() <= to && !fits(part, signs, from)) {
                from++;
            }
            from += part.size();
            if (from > to) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(List<IntPredicate> part, int[] signs, int at) {
        for (int i = 0; i < part.size(); i++) {
            if (!part.get(i).test(signs[at + i])) {
                return false;
            }
        }
        return true;
    }

    /** The closing bracket; a bracket that comes first belongs to the class. Not above zero if there is none. */
    private static int endOfClass(int[] signs, int open) {
        int at = open + 1;
        if (at < signs.length && isNegation(signs[at])) {
            at++;
        }
        for (at++; at < signs.length; at++) {
            if (signs[at] == ']') {
                return at;
            }
        }
        return -1;
    }

    private static IntPredicate oneOf(int[] signs, int from, int end) {
        boolean negated = isNegation(signs[from]);
        IntPredicate result = none -> false;
        for (int at = negated ? from + 1 : from; at < end; at++) {
            int low = signs[at];
            boolean range = at + 2 < end && signs[at + 1] == '-';
            int high = range ? signs[at + 2] : low;
            at += range ? 2 : 0;
            result = result.or(sign -> low <= sign && sign <= high);
        }
        return negated ? result.negate() : result;
    }

    private static boolean isNegation(int sign) {
        return sign == '!' || sign == '^';
    }
}
