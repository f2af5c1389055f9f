// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import java.util.List;
import org.staithe.command.Reply;

/**
 * Writes replies as RFC 959 section 4.2 wants them.
 *
 * <p>Lines between the first and the last begin with a blank, so that none can be taken for the end, and control
 * characters are escaped, so that none can be taken for a line.
 */
final class ReplyEncoder {

    private ReplyEncoder() {}

    static String encode(Reply reply) {
        List<String> lines = reply.lines();
        StringBuilder text = new StringBuilder(64);
        for (int i = 0; i < lines.size(); i++) {
            boolean last = i == lines.size() - 1;
            if (i == 0 || last) {
                text.append(reply.code()).append(last ? ' ' : '-');
            } else {
                text.append(' ');
            }
            text.append(Printable.text(lines.get(i))).append("\r\n");
        }
        return text.toString();
    }
}
