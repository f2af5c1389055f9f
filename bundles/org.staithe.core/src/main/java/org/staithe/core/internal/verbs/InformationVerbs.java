// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.staithe.command.Argument;
import org.staithe.command.Reply;
import org.staithe.command.Request;
import org.staithe.command.When;
import org.staithe.core.internal.dispatch.CommandEntry;
import org.staithe.core.internal.dispatch.CommandTable;
import org.staithe.core.internal.session.FtpSession;
import org.staithe.core.internal.session.Interpreter.Lane;
import org.staithe.core.internal.session.Step;
import org.staithe.session.TransferReport;

/**
 * SYST STAT HELP NOOP SMNT SITE, RFC 959 section 4.1.3; FEAT OPTS, RFC 2389; LANG and OPTS UTF8, RFC 2640; CLNT, in
 * common use.
 */
public final class InformationVerbs {

    private final CommandTable table;

    public InformationVerbs(CommandTable table) {
        this.table = table;
    }

    public List<CommandEntry> entries() {
        return List.of(
                CommandEntry.inline("NOOP", When.ALWAYS, Argument.OPTIONAL, "NOOP", fixed(200, "OK.")),
                CommandEntry.inline("SYST", When.ALWAYS, Argument.NONE, "SYST", fixed(215, "UNIX Type: L8")),
                CommandEntry.inline("SMNT", When.LOGGED_IN, Argument.OPTIONAL, "", fixed(502, "Not implemented.")),
                CommandEntry.inline("STAT", When.LOGGED_IN, Argument.OPTIONAL, "STAT [path]", this::stat),
                CommandEntry.inline("HELP", When.ALWAYS, Argument.OPTIONAL, "HELP [verb]", this::help),
                CommandEntry.inline("FEAT", When.ALWAYS, Argument.NONE, "FEAT", this::feat)
                        .in(Lane.WORKER),
                CommandEntry.inline("OPTS UTF8", When.ALWAYS, Argument.OPTIONAL, "OPTS UTF8 ON", InformationVerbs::utf8)
                        .announcing("UTF8"),
                CommandEntry.inline("OPTS UTF-8", When.ALWAYS, Argument.OPTIONAL, "", InformationVerbs::utf8),
                CommandEntry.inline("LANG", When.ALWAYS, Argument.OPTIONAL, "LANG [EN]", InformationVerbs::lang)
                        .announcing("LANG EN*"),
                CommandEntry.inline("CLNT", When.ALWAYS, Argument.REQUIRED, "CLNT <name>", InformationVerbs::client)
                        .announcing("CLNT"));
    }

    private static CommandEntry.Action fixed(int code, String text) {
        Step answer = Step.Answer.of(code, text);
        return (session, request) -> answer;
    }

    private Step stat(FtpSession session, Request request) {
        List<String> lines = new ArrayList<>();
        lines.add("Status of this session:");
        lines.add("From " + session.peer().getAddress().getHostAddress());
        lines.add("Logged in as " + session.user().map(Object::toString).orElse("nobody"));
        lines.add("Type " + session.type().name().toLowerCase(Locale.ROOT) + ", structure file, mode stream");
        lines.add("Control connection " + (session.secure() ? "protected" : "in the clear"));
        session.transfer().ifPresent(transfer -> lines.add(progress(transfer)));
        lines.add("End of status.");
        return new Step.Answer(new Reply(211, lines));
    }

    private static String progress(TransferReport transfer) {
        return "%s %s: %d bytes in %d s"
                .formatted(
                        transfer.verb(),
                        transfer.path(),
                        transfer.bytes(),
                        transfer.took().toSeconds());
    }

    private Step help(FtpSession session, Request request) {
        SortedMap<String, String> verbs = table.verbs();
        if (request.hasArgument()) {
            String verb = request.argument().toUpperCase(Locale.ROOT);
            String syntax = verb.equals("SITE") ? "SITE HELP tells more" : verbs.get(verb);
            if (syntax == null) {
                return Step.Answer.of(502, "There is no such command.");
            }
            return Step.Answer.of(214, "Syntax: " + (syntax.isEmpty() ? verb : syntax));
        }
        List<String> lines = new ArrayList<>();
        lines.add("These commands are understood:");
        TreeSet<String> words = new TreeSet<>();
        for (Map.Entry<String, String> entry : verbs.entrySet()) {
            words.add(entry.getKey().split(" ")[0]);
        }
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            line.append(String.format("%-8s", word));
            if (line.length() > 60) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
        }
        if (!line.isEmpty()) {
            lines.add(line.toString().stripTrailing());
        }
        lines.add("HELP <verb> tells the syntax.");
        return new Step.Answer(new Reply(214, lines));
    }

    private Step feat(FtpSession session, Request request) {
        List<String> lines = new ArrayList<>();
        lines.add("Features:");
        Stream.concat(table.features(session).stream(), SecurityVerbs.features(session).stream())
                .sorted()
                .forEach(lines::add);
        lines.add("End.");
        return new Step.Answer(new Reply(211, lines));
    }

    private static Step utf8(FtpSession session, Request request) {
        return switch (request.argument().toUpperCase(Locale.ROOT)) {
            case "", "ON", "NLST" -> Step.Answer.of(200, "UTF-8 it is, always.");
            default -> Step.Answer.of(504, "UTF-8 cannot be turned off.");
        };
    }

    private static Step lang(FtpSession session, Request request) {
        return switch (request.argument().toUpperCase(Locale.ROOT)) {
            case "", "EN", "EN-US", "EN-GB" -> Step.Answer.of(200, "Replies are in English.");
            default -> Step.Answer.of(504, "Only EN is available.");
        };
    }

    private static Step client(FtpSession session, Request request) {
        session.client(request.argument());
        return Step.Answer.of(200, "Noted.");
    }
}
