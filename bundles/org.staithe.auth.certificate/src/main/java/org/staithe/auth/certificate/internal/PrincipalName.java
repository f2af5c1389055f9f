// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.certificate.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * Reads the user principal name out of an otherName (RFC 5280 section 4.2.1.6), by which Windows names users: a
 * sequence of the identifier 1.3.6.1.4.1.311.20.2.3 and a UTF8String.
 */
final class PrincipalName {

    private static final byte[] IDENTIFIER = HexFormat.of().parseHex("060a2b060104018237140203");
    private static final int SEQUENCE = 0x30;
    private static final int EXPLICIT_0 = 0xA0;
    private static final int UTF8_STRING = 0x0C;

    private PrincipalName() {}

    /** The name, or nothing if this is another kind of otherName. */
    static Stream<String> read(byte[] otherName) {
        try {
            // The JDK gives the tag of GeneralName or that of the sequence, by version.
            byte[] sequence = content(otherName, (otherName[0] & 0xFF) == SEQUENCE ? SEQUENCE : EXPLICIT_0);
            if (!Arrays.equals(Arrays.copyOf(sequence, IDENTIFIER.length), IDENTIFIER)) {
                return Stream.empty();
            }
            byte[] value = Arrays.copyOfRange(sequence, IDENTIFIER.length, sequence.length);
            byte[] text = content(value, EXPLICIT_0);
            // Some JDKs wrap the value twice.
            text = (text[0] & 0xFF) == EXPLICIT_0 ? content(text, EXPLICIT_0) : text;
            return Stream.of(new String(content(text, UTF8_STRING), UTF_8));
        } catch (IndexOutOfBoundsException e) {
            return Stream.empty();
        }
    }

    /** The content of an element (X.690 section 8.1) of this tag, with a length of one or two bytes. */
    private static byte[] content(byte[] element, int tag) {
        int length = element[1] & 0xFF;
        int from = 2;
        if (length == 0x81) {
            length = element[2] & 0xFF;
            from = 3;
        } else if (length == 0x82) {
            length = ((element[2] & 0xFF) << 8) | (element[3] & 0xFF);
            from = 4;
        }
        if ((element[0] & 0xFF) != tag || length > element.length - from) {
            throw new IndexOutOfBoundsException("another element");
        }
        return Arrays.copyOfRange(element, from, from + length);
    }
}
