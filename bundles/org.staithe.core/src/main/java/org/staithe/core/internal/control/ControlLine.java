// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import org.apache.ftpserver.ftplet.FtpRequest;
import org.jspecify.annotations.Nullable;

/** A line as Apache's {@code FtpHandler} gets it: whole. What the verb is, the core's dispatcher says. */
record ControlLine(String text) implements FtpRequest {

    @Override
    public String getRequestLine() {
        return text;
    }

    @Override
    public String getCommand() {
        int blank = text.indexOf(' ');
        return blank < 0 ? text : text.substring(0, blank);
    }

    @Override
    public @Nullable String getArgument() {
        int blank = text.indexOf(' ');
        return blank < 0 ? null : text.substring(blank + 1);
    }

    @Override
    public boolean hasArgument() {
        return text.indexOf(' ') >= 0;
    }

    @Override
    public long getReceivedTime() {
        return System.currentTimeMillis();
    }
}
