// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.staithe.core.internal.control.ControlEvents.Fault;

class LineDecoderTest {

    /** Bytes are written as Latin-1 characters. */
    private static final String IAC = "\u00FF";

    private static final String WILL = "\u00FB";
    private static final String DONT = "\u00FE";
    private static final String SB = "\u00FA";
    private static final String SE = "\u00F0";
    private static final String IP = "\u00F4";
    private static final String DM = "\u00F2";

    @Test
    void aLineEndsWithCrLf() {
        assertThat(decoded("USER ann\r\n")).containsExactly("USER ann");
    }

    @Test
    void aBareLfEndsALineToo() {
        assertThat(decoded("NOOP\nQUIT\n")).containsExactly("NOOP", "QUIT");
    }

    @Test
    void anUnfinishedLineIsNotTold() {
        assertThat(decoded("NOOP\r\nQUI")).containsExactly("NOOP");
    }

    @Test
    void anEmptyLineIsTold() {
        assertThat(decoded("\r\n\n")).containsExactly("", "");
    }

    @Test
    void blanksAtTheEndBelongToTheName() {
        assertThat(decoded("RETR a name  \r\n")).containsExactly("RETR a name  ");
    }

    @Test
    void namesAreInUtf8() {
        assertThat(decoded(utf8("RETR grüße-日本-🚢\r\n"))).containsExactly("RETR grüße-日本-🚢");
    }

    @Test
    void theReplacementCharacterItselfIsUtf8() {
        assertThat(decoded(utf8("RETR \uFFFD\r\n"))).containsExactly("RETR \uFFFD");
    }

    @Test
    void bytesThatAreNotUtf8SpoilTheirOwnLineOnly() {
        assertThat(decoded("RETR \u00E9\r\nNOOP\r\n")).containsExactly(Fault.NOT_UTF_8, "NOOP");
    }

    @Test
    void overlongUtf8IsRefused() {
        assertThat(decoded("RETR \u00C0\u00AF\r\n")).containsExactly(Fault.NOT_UTF_8);
    }

    @Test
    void anAbortBehindTelnetsSynchIsUnderstood() {
        assertThat(decoded(IAC + IP + IAC + DM + "ABOR\r\n")).containsExactly("ABOR");
    }

    @Test
    void optionsAndSubnegotiationsAreSwallowed() {
        assertThat(decoded(IAC + WILL + "\u0001NO" + IAC + DONT + "\u0003OP" + IAC + SB + "\u0018\u0001\n\r" + IAC + IAC
                        + "x" + IAC + SE + "\r\n"))
                .containsExactly("NOOP");
    }

    @Test
    void anEndlessSubnegotiationIsALineThatIsTooLong() {
        assertThat(decoded(IAC + SB + "x".repeat(LineDecoder.LONGEST + 1) + "\r\nNOOP\r\n"))
                .containsExactly(Fault.TOO_LONG, "NOOP");
    }

    @Test
    void aDoubledIacIsAByteOfTheNameAndNeverUtf8() {
        assertThat(decoded("RETR " + IAC + IAC + "\r\nNOOP\r\n")).containsExactly(Fault.NOT_UTF_8, "NOOP");
    }

    @Test
    void anIacThatNoCommandFollowsDoesNotSwallowTheLineEnd() {
        assertThat(decoded("RETR " + IAC + "\nNOOP\r\n")).containsExactly(Fault.NOT_UTF_8, "NOOP");
    }

    @Test
    void aTelnetCommandMayStandBetweenCrAndLf() {
        assertThat(decoded("NOOP\r" + IAC + DM + "\nNOOP\r\n")).containsExactly("NOOP", "NOOP");
    }

    @Test
    void aCrWithoutLfSpoilsTheLine() {
        assertThat(decoded("DELE a\rDELE b\r\nNOOP\r\n")).containsExactly(Fault.CONTROL_CHARACTER, "NOOP");
        assertThat(decoded("NOOP\r\r\nNOOP\r\n")).containsExactly(Fault.CONTROL_CHARACTER, "NOOP");
    }

    @Test
    void aNulSpoilsTheLine() {
        assertThat(decoded("RETR f\0x\r\nNOOP\r\n")).containsExactly(Fault.CONTROL_CHARACTER, "NOOP");
        assertThat(decoded("RETR f\r\0\r\nNOOP\r\n")).containsExactly(Fault.CONTROL_CHARACTER, "NOOP");
    }

    @Test
    void theLongestLineIsTakenAndOneByteMoreIsNot() {
        String longest = "x".repeat(LineDecoder.LONGEST);
        assertThat(decoded(longest + "\r\n")).containsExactly(longest);
        assertThat(decoded(longest + "y\r\nNOOP\r\n")).containsExactly(Fault.TOO_LONG, "NOOP");
    }

    @Test
    void theRestOfATooLongLineIsNeverACommand() {
        assertThat(decoded("x".repeat(100_000) + "DELE a\r\nNOOP\r\n")).containsExactly(Fault.TOO_LONG, "NOOP");
    }

    @Test
    void everySplitGivesTheSame() {
        String input =
                "USER ann\r\n" + IAC + IP + IAC + DM + "ABOR\r\n" + utf8("RETR grüße\r\n") + IAC + SB + "ab" + IAC
                        + IAC + IAC + SE + "NOOP\n\r\nRETR \u00E9\r\nA\rB\r\nC\0D\r\nX" + IAC + "y\r\nZ\r" + IAC + WILL
                        + "\u0001\nQUIT\r\n";
        byte[] bytes = input.getBytes(ISO_8859_1);
        List<Object> whole = decoded(input);
        assertThat(whole).hasSize(11);
        for (int i = 0; i <= bytes.length; i++) {
            for (int j = i; j <= bytes.length; j++) {
                assertThat(decoded(bytes, i, j)).as("split at %d and %d", i, j).isEqualTo(whole);
            }
        }
    }

    @Test
    void longLinesSurviveAnySplit() {
        String input = "RETR " + "a".repeat(LineDecoder.LONGEST - 5) + "\r\n" + "b".repeat(9000) + "\r\nNOOP\r\n";
        byte[] bytes = input.getBytes(ISO_8859_1);
        List<Object> whole = decoded(input);
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            int first = random.nextInt(bytes.length);
            assertThat(decoded(bytes, first, first + random.nextInt(bytes.length - first)))
                    .isEqualTo(whole);
        }
    }

    private static String utf8(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    private static List<Object> decoded(String latin1) {
        return decoded(latin1.getBytes(ISO_8859_1));
    }

    private static List<Object> decoded(byte[] bytes, int... splits) {
        List<Object> told = new ArrayList<>();
        LineDecoder decoder = new LineDecoder();
        int from = 0;
        for (int i = 0; i <= splits.length; i++) {
            int to = i < splits.length ? splits[i] : bytes.length;
            ByteBuffer portion = ByteBuffer.wrap(bytes, from, to - from);
            while (decoder.decode(portion, lines(told))) {
                // told is filled
            }
            assertThat(portion.hasRemaining()).isFalse();
            from = to;
        }
        return told;
    }

    private static LineDecoder.Lines lines(List<Object> told) {
        return new LineDecoder.Lines() {
            @Override
            public void line(String line) {
                told.add(line);
            }

            @Override
            public void malformed(Fault fault) {
                told.add(fault);
            }
        };
    }
}
