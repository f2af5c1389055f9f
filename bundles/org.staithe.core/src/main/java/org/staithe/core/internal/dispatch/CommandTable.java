// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dispatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.command.Command;
import org.staithe.command.Request;
import org.staithe.core.internal.session.FtpSession;
import org.staithe.core.internal.whiteboard.Berth;
import org.staithe.core.internal.whiteboard.Whiteboard;

/**
 * Every verb that lives now. An immutable snapshot, made anew when a command comes or goes, so that {@code FEAT},
 * {@code HELP} and dispatch always agree.
 */
public final class CommandTable {

    private static final Logger log = LoggerFactory.getLogger(CommandTable.class);

    private final Map<String, CommandEntry> core = new HashMap<>(); // filled before the first look-up
    private final Whiteboard<Command> commands;
    private volatile Map<String, List<CommandEntry>> plugins = Map.of();

    public CommandTable(Whiteboard<Command> commands) {
        this.commands = commands;
        commands.onChange(this::rebuild);
    }

    /** Adds verbs of the core; only before the server starts. */
    public void add(Collection<CommandEntry> entries) {
        entries.forEach(entry -> core.put(entry.verb(), entry));
    }

    private synchronized void rebuild() {
        Map<String, List<CommandEntry>> next = new HashMap<>();
        for (Berth<Command> berth : commands.berths()) {
            for (CommandEntry entry : PluginCommand.entriesOf(berth, this)) {
                if (isOfCore(entry.verb())) {
                    log.warn("{} of {} is left out: the core has this verb", entry.verb(), berth);
                } else {
                    next.computeIfAbsent(entry.verb(), verb -> new ArrayList<>())
                            .add(entry);
                }
            }
        }
        plugins = next;
    }

    private boolean isOfCore(String verb) {
        return core.containsKey(verb) && !verb.equals("STAT");
    }

    /** A request with its full verb, and who serves it; null where nobody does. */
    record Found(Request request, @Nullable CommandEntry entry) {}

    /** Finds a verb; of {@code SITE} and {@code OPTS} together with the second word. */
    Found find(Request request, FtpSession session) {
        String verb = request.verb();
        if (verb.equals("SITE") || verb.equals("OPTS")) {
            String argument = request.argument();
            int blank = argument.indexOf(' ');
            String word = blank < 0 ? argument : argument.substring(0, blank);
            String rest = blank < 0 ? "" : argument.substring(blank + 1);
            CommandEntry entry = lookUp(verb + " " + word.toUpperCase(Locale.ROOT), session);
            return entry == null ? new Found(request, null) : new Found(new Request(entry.verb(), rest), entry);
        }
        // RFC 959 section 4.1.3: with a path, STAT is a listing, and so the business of those that have the files.
        boolean listing = verb.equals("STAT") && request.hasArgument();
        return new Found(request, listing ? ofPlugins(verb, session) : lookUp(verb, session));
    }

    private @Nullable CommandEntry lookUp(String verb, FtpSession session) {
        CommandEntry entry = core.get(verb);
        if (entry != null) {
            return entry.offered().test(session) ? entry : null;
        }
        return ofPlugins(verb, session);
    }

    private @Nullable CommandEntry ofPlugins(String verb, FtpSession session) {
        for (CommandEntry entry : plugins.getOrDefault(verb, List.of())) {
            if (entry.offered().test(session)) {
                return entry;
            }
        }
        return null;
    }

    private Stream<CommandEntry> all() {
        return Stream.concat(core.values().stream(), plugins.values().stream().map(list -> list.get(0)));
    }

    /** The lines of {@code FEAT}, with what this session has chosen. */
    public List<String> features(FtpSession session) {
        return all().filter(entry -> entry.offered().test(session))
                .flatMap(entry -> entry.features().stream())
                .map(line -> chosen(line, session))
                .distinct()
                .sorted()
                .toList();
    }

    private static String chosen(String line, FtpSession session) {
        int blank = line.indexOf(' ');
        String verb = blank < 0 ? line : line.substring(0, blank);
        return session.option(verb).map(value -> verb + " " + value).orElse(line);
    }

    /** Every verb with its help. */
    public SortedMap<String, String> verbs() {
        SortedMap<String, String> verbs = new TreeMap<>();
        all().forEach(entry -> verbs.put(entry.verb(), entry.help()));
        return Collections.unmodifiableSortedMap(verbs);
    }
}
