// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.staithe.command.Reply;
import org.staithe.command.Request;

class PrintableTest {

    @Test
    void controlCharactersAreShownNotSent() {
        assertThat(Printable.text("a\r\n220 b\u001b[1m\u0085\u202e")).isEqualTo("a\\x0d\\x0a220 b\\x1b[1m\\x85\\u202e");
        assertThat(Printable.text("Grüße 日本")).isEqualTo("Grüße 日本");
    }

    @Test
    void secretsAreNeverShown() {
        assertThat(Printable.request(new Request("pass", "s3cret"), true)).isEqualTo("PASS ***");
        assertThat(Printable.request(new Request("PASSS", "s3cret"), false)).isEqualTo("PASSS ***");
        assertThat(Printable.request(new Request("XPASS", "s3cret"), true)).isEqualTo("XPASS ***");
        assertThat(Printable.request(new Request("PASS\ts3cret", ""), false)).isEqualTo("(no command)");
        assertThat(Printable.request(new Request("s3cret", ""), false)).isEqualTo("(no command)");
        assertThat(Printable.request(new Request("RETR", "a b"), true)).isEqualTo("RETR a b");
    }

    @Test
    void aReplyOfSeveralLinesCannotEndEarly() {
        Reply reply = new Reply(213, List.of("Status:", "213 forged", "a\r\n213 forged", "End."));
        assertThat(ReplyEncoder.encode(reply))
                .isEqualTo("213-Status:\r\n 213 forged\r\n a\\x0d\\x0a213 forged\r\n213 End.\r\n");
    }

    @Test
    void otherProtocolsAreKnownByTheirFirstLine() {
        assertThat(ForeignProtocol.speaks(new Request("GET", "/ HTTP/1.1"))).isTrue();
        assertThat(ForeignProtocol.speaks(new Request("SSH-2.0-OpenSSH_9.2", "")))
                .isTrue();
        assertThat(ForeignProtocol.speaks(new Request("EHLO", "x"))).isTrue();
        assertThat(ForeignProtocol.speaks(new Request("RETR", "/ HTTP/1.1"))).isFalse();
        assertThat(ForeignProtocol.speaks(new Request("DELE", "x"))).isFalse();
    }
}
