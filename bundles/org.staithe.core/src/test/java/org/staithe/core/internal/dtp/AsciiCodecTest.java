// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AsciiCodecTest {

    private static final String TEXT = "a\nb\r\nc\rd\n\n\r\r\n\re\n\r";

    @Test
    void aBareLfIsSentAsCrlfAndOthersStayWhereverTheTextIsSplit() {
        for (int split = 0; split <= TEXT.length(); split++) {
            assertThat(encoded(TEXT, split)).isEqualTo("a\r\nb\r\nc\rd\r\n\r\n\r\r\n\re\r\n\r");
        }
    }

    @Test
    void aReceivedCrlfIsLfAndALoneCrStaysWhereverTheTextIsSplit() {
        for (int first = 0; first <= TEXT.length(); first++) {
            for (int second = first; second <= TEXT.length(); second++) {
                assertThat(decoded(TEXT, first, second)).isEqualTo("a\nb\nc\rd\n\n\r\n\re\n\r");
            }
        }
    }

    @Test
    void anyTextWithoutCrComesBackAsItWas() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append("ab\n".charAt(random.nextInt(3)));
            }
            String sent = encoded(text.toString(), random.nextInt(text.length() + 1));
            for (int split = 0; split <= sent.length(); split++) {
                assertThat(decoded(sent, split, sent.length())).isEqualTo(text.toString());
            }
        }
    }

    private static String encoded(String text, int split) {
        AsciiCodec codec = new AsciiCodec();
        ByteBuffer out = ByteBuffer.allocate(2 * text.length());
        codec.encode(ByteBuffer.wrap(text.substring(0, split).getBytes(US_ASCII)), out);
        codec.encode(ByteBuffer.wrap(text.substring(split).getBytes(US_ASCII)), out);
        return new String(out.array(), 0, out.position(), US_ASCII);
    }

    private static String decoded(String text, int first, int second) {
        AsciiCodec codec = new AsciiCodec();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        decode(codec, text.substring(0, first), false, out);
        decode(codec, text.substring(first, second), false, out);
        decode(codec, text.substring(second), true, out);
        return out.toString(US_ASCII);
    }

    private static void decode(AsciiCodec codec, String part, boolean last, ByteArrayOutputStream out) {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        codec.begin(buffer);
        buffer.put(part.getBytes(US_ASCII)).flip();
        codec.decode(buffer, last);
        out.write(buffer.array(), buffer.position(), buffer.remaining());
    }
}
