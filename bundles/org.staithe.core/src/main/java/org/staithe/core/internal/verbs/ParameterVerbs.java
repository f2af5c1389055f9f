// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.verbs;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.staithe.command.Argument;
import org.staithe.command.ByteRange;
import org.staithe.command.Request;
import org.staithe.command.When;
import org.staithe.core.internal.dispatch.CommandEntry;
import org.staithe.core.internal.session.FtpSession;
import org.staithe.core.internal.session.Step;
import org.staithe.session.RepresentationType;

/** TYPE STRU MODE, RFC 959 section 4.1.2; REST, RFC 3659 section 5; RANG, draft-bryan-ftp-range section 3. */
public final class ParameterVerbs {

    private ParameterVerbs() {}

    public static List<CommandEntry> entries() {
        return List.of(
                CommandEntry.inline(
                        "TYPE", When.LOGGED_IN, Argument.REQUIRED, "TYPE A [N|T] | I | L 8", ParameterVerbs::type),
                CommandEntry.inline("STRU", When.LOGGED_IN, Argument.REQUIRED, "STRU F", ParameterVerbs::structure),
                CommandEntry.inline("MODE", When.LOGGED_IN, Argument.REQUIRED, "MODE S", ParameterVerbs::mode),
                CommandEntry.inline("REST", When.LOGGED_IN, Argument.REQUIRED, "REST <offset>", ParameterVerbs::rest)
                        .announcing("REST STREAM"),
                CommandEntry.inline(
                                "RANG", When.LOGGED_IN, Argument.REQUIRED, "RANG <first> <last>", ParameterVerbs::rang)
                        .announcing("RANG STREAM"));
    }

    private static Step type(FtpSession session, Request request) {
        switch (request.argument().toUpperCase(Locale.ROOT)) {
            case "A", "A N", "A T" -> session.link().type(RepresentationType.ASCII);
            case "I", "L 8", "L" -> session.link().type(RepresentationType.IMAGE);
            case "E", "E N", "E T", "E C", "A C" -> {
                return Step.Answer.of(504, "This type is not implemented.");
            }
            default -> {
                return request.argument().matches("[Ll] \\d{1,3}")
                        ? Step.Answer.of(504, "Only bytes of 8 bits are implemented.")
                        : Step.Answer.of(501, "That is not a type.");
            }
        }
        return Step.Answer.of(200, "Type is " + request.argument().toUpperCase(Locale.ROOT) + ".");
    }

    private static Step structure(FtpSession session, Request request) {
        return only(request, "F", "RP", "structure");
    }

    private static Step mode(FtpSession session, Request request) {
        return only(request, "S", "BCZ", "mode");
    }

    private static Step only(Request request, String offered, String known, String what) {
        String chosen = request.argument().toUpperCase(Locale.ROOT);
        if (chosen.equals(offered)) {
            return Step.Answer.of(200, "The " + what + " is " + chosen + ".");
        }
        return chosen.length() == 1 && known.contains(chosen)
                ? Step.Answer.of(504, "This " + what + " is not implemented.")
                : Step.Answer.of(501, "That is not a " + what + ".");
    }

    private static Step rest(FtpSession session, Request request) {
        OptionalLong offset = Numbers.parse(request.argument());
        if (offset.isEmpty()) {
            return Step.Answer.of(501, "REST needs a number of bytes.");
        }
        if (offset.getAsLong() > 0 && session.type() == RepresentationType.ASCII) {
            // The size of the converted text is not the size of the file: an offset into it would be a guess.
            return Step.Answer.of(504, "Restart needs TYPE I.");
        }
        session.link().range(ByteRange.from(offset.getAsLong()));
        return Step.Answer.of(350, "Restarting at " + offset.getAsLong() + ".");
    }

    private static Step rang(FtpSession session, Request request) {
        String[] words = request.argument().split(" ", -1);
        OptionalLong first = Numbers.parse(words[0]);
        OptionalLong last = words.length == 2 ? Numbers.parse(words[1]) : OptionalLong.empty();
        if (first.isEmpty() || last.isEmpty()) {
            return Step.Answer.of(501, "RANG needs the first and the last byte.");
        }
        long from = first.getAsLong();
        long to = last.getAsLong();
        if (from == 1 && to == 0) {
            session.link().range(ByteRange.WHOLE);
            return Step.Answer.of(350, "Range is the whole file.");
        }
        if (to < from || to == Long.MAX_VALUE) {
            return Step.Answer.of(501, "The last byte must not be before the first.");
        }
        if (session.type() == RepresentationType.ASCII) {
            return Step.Answer.of(504, "A range needs TYPE I.");
        }
        session.link().range(new ByteRange(from, OptionalLong.of(to - from + 1)));
        return Step.Answer.of(350, "Range is " + from + " to " + to + ".");
    }
}
