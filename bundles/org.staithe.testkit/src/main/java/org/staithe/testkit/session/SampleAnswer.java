// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.session;

import java.time.Duration;
import java.util.List;
import org.staithe.session.Answer;
import org.staithe.session.PluginCall;

/** A command and its reply, as the core would tell them. Immutable. */
public record SampleAnswer(String command, int code, String text, Duration took, List<PluginCall> calls)
        implements Answer {

    /** Answered within a millisecond, without a plugin. */
    public static SampleAnswer of(String command, int code, String text) {
        return new SampleAnswer(command, code, text, Duration.ofMillis(1), List.of());
    }
}
