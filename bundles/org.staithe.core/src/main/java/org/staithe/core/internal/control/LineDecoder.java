// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.staithe.core.internal.control.ControlEvents.Fault;

/**
 * Makes command lines of the bytes of a control connection: Telnet's NVT (RFC 854, RFC 1123 section 4.1.2.10) in UTF-8
 * (RFC 2640).
 *
 * <p>Bytes may come in any portions. Between two lines it holds nothing. For one thread at a time.
 */
final class LineDecoder {

    /** What a line may have in bytes, without its end. */
    static final int LONGEST = 8192;

    private static final byte[] NOTHING = {};

    private static final byte LF = '\n';
    private static final byte CR = '\r';
    private static final byte NUL = 0;
    private static final byte IAC = (byte) 255;
    private static final byte DONT = (byte) 254;
    private static final byte WILL = (byte) 251;
    private static final byte SB = (byte) 250;
    private static final byte SE = (byte) 240;

    /** Where in a Telnet command the next byte is. */
    private enum Telnet {
        TEXT,
        COMMAND,
        OPTION,
        SUBNEGOTIATION,
        SUBNEGOTIATION_COMMAND
    }

    private Telnet telnet = Telnet.TEXT;
    private byte[] line = NOTHING;
    private int length;
    private int subnegotiated;
    private boolean carriageReturn;
    private @Nullable Fault fault;

    /** Who is told of lines. */
    interface Lines {
        void line(String line);

        void malformed(Fault fault);
    }

    /**
     * Takes bytes up to the end of the next line and tells of it.
     *
     * @return false if all bytes are taken and no line has ended
     */
    boolean decode(ByteBuffer bytes, Lines lines) {
        return decodeInPlace(bytes, lines) || decodeBytewise(bytes, lines);
    }

    /** Whether nothing of a next line has come. */
    boolean betweenLines() {
        return telnet == Telnet.TEXT && length == 0 && !carriageReturn && fault == null;
    }

    /** The usual case: the whole line is in the buffer and needs no copy but the string's own. */
    private boolean decodeInPlace(ByteBuffer bytes, Lines lines) {
        if (telnet != Telnet.TEXT || length > 0 || carriageReturn || fault != null || !bytes.hasArray()) {
            return false;
        }
        int start = bytes.position();
        for (int i = start; i < bytes.limit(); i++) {
            byte b = bytes.get(i);
            boolean crlf = b == CR && i + 1 < bytes.limit() && bytes.get(i + 1) == LF;
            if (b == LF || crlf) {
                if (i - start > LONGEST) {
                    return false;
                }
                bytes.position(crlf ? i + 2 : i + 1);
                tell(bytes.array(), bytes.arrayOffset() + start, i - start, lines);
                return true;
            }
            if (b == CR || b == NUL || b == IAC) {
                return false;
            }
        }
        return false;
    }

    private boolean decodeBytewise(ByteBuffer bytes, Lines lines) {
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            switch (telnet) {
                case TEXT -> {
                    if (b == IAC) {
                        telnet = Telnet.COMMAND;
                    } else if (text(b, lines)) {
                        return true;
                    }
                }
                case COMMAND -> {
                    telnet = Telnet.TEXT;
                    if (b == IAC) {
                        data(IAC);
                    } else if (b == SB) {
                        telnet = Telnet.SUBNEGOTIATION;
                        subnegotiated = 0;
                    } else if (b >= WILL && b <= DONT) {
                        telnet = Telnet.OPTION;
                    } else if (b >= 0 || b < SE) {
                        // No Telnet command (they are 240 to 255) but a stray byte of, say, Latin-1: not UTF-8 either.
                        data(IAC);
                        if (text(b, lines)) {
                            return true;
                        }
                    }
                }
                case OPTION -> telnet = Telnet.TEXT;
                case SUBNEGOTIATION -> {
                    if (b == IAC) {
                        telnet = Telnet.SUBNEGOTIATION_COMMAND;
                    } else if (++subnegotiated > LONGEST) {
                        fault(Fault.TOO_LONG);
                        telnet = Telnet.TEXT;
                    }
                }
                case SUBNEGOTIATION_COMMAND -> telnet = b == SE ? Telnet.TEXT : Telnet.SUBNEGOTIATION;
            }
        }
        return false;
    }

    private boolean text(byte b, Lines lines) {
        if (b == LF) {
            end(lines);
            return true;
        }
        if (b == NUL) {
            fault(Fault.CONTROL_CHARACTER);
        } else if (b != CR) {
            data(b);
        } else if (carriageReturn) {
            fault(Fault.CONTROL_CHARACTER);
        } else {
            carriageReturn = true;
        }
        return false;
    }

    private void data(byte b) {
        if (carriageReturn) {
            fault(Fault.CONTROL_CHARACTER);
        } else if (length == LONGEST) {
            fault(Fault.TOO_LONG);
        }
        if (fault == null) {
            if (length == line.length) {
                line = Arrays.copyOf(line, Math.min(LONGEST, Math.max(128, length * 2)));
            }
            line[length++] = b;
        }
    }

    /** The first fault of a line is the one that is told. */
    private void fault(Fault found) {
        if (fault == null) {
            fault = found;
            line = NOTHING;
            length = 0;
        }
    }

    private void end(Lines lines) {
        Fault found = fault;
        byte[] taken = line;
        int takenLength = length;
        fault = null;
        carriageReturn = false;
        line = NOTHING;
        length = 0;
        if (found != null) {
            lines.malformed(found);
        } else {
            tell(taken, 0, takenLength, lines);
        }
    }

    private static void tell(byte[] bytes, int from, int length, Lines lines) {
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        // String puts U+FFFD where the bytes are wrong; only then is it worth to look again.
        if (text.indexOf('\uFFFD') >= 0 && !isUtf8(bytes, from, length)) {
            lines.malformed(Fault.NOT_UTF_8);
        } else {
            lines.line(text);
        }
    }

    private static boolean isUtf8(byte[] bytes, int from, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
