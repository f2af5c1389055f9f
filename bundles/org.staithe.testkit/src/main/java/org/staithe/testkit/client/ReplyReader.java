// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.client;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.staithe.command.Reply;

/** Reads replies as RFC 959 section 4.2 frames them, and takes nothing that a strict client would not take. */
final class ReplyReader {

    private static final Pattern FIRST = Pattern.compile("[1-6][0-9][0-9][ -].*", Pattern.DOTALL);

    private final InputStream in;
    private final Transcript transcript;

    ReplyReader(InputStream in, Transcript transcript) {
        this.in = in;
        this.transcript = transcript;
    }

    /** The next reply; inner lines as they came, the first and the last without their code. */
    Reply read() throws IOException {
        String first = line();
        if (!FIRST.matcher(first).matches()) {
            throw new IOException("not the first line of a reply: " + first);
        }
        String code = first.substring(0, 3);
        List<String> lines = new ArrayList<>();
        lines.add(first.substring(4));
        if (first.charAt(3) == '-') {
            String line = line();
            while (!line.startsWith(code + " ")) {
                lines.add(line);
                line = line();
            }
            lines.add(line.substring(4));
        }
        return new Reply(Integer.parseInt(code), lines);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the server closed the control connection");
            }
            line.write(b);
        }
        byte[] bytes = line.toByteArray();
        transcript.heard(bytes);
        if (bytes.length == 0 || bytes[bytes.length - 1] != '\r') {
            throw new IOException("a reply line without CRLF");
        }
        return new String(bytes, 0, bytes.length - 1, StandardCharsets.UTF_8);
    }
}
