// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import java.time.Duration;
import java.util.List;
import org.staithe.session.Answer;
import org.staithe.session.PluginCall;

/** A command and its reply, as listeners are told. */
record Answered(String command, int code, String text, Duration took, List<PluginCall> calls) implements Answer {}
