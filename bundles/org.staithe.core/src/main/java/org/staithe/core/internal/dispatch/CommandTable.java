// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.command.Command;
import org.staithe.command.Request;
import org.staithe.core.internal.session.FtpSession;
import org.staithe.core.internal.whiteboard.Berth;
import org.staithe.core.internal.whiteboard.Lease;
import org.staithe.core.internal.whiteboard.ServiceGap;
import org.staithe.core.internal.whiteboard.Whiteboard;

/**
 * Every verb that lives now. An immutable snapshot, made anew when a command comes or goes, so that {@code FEAT},
 * {@code HELP} and dispatch always agree.
 */
public final class CommandTable {

    private static final Logger log = LoggerFactory.getLogger(CommandTable.class);

    private final Map<String, CommandEntry> core = new HashMap<>(); // filled before the first look-up
    private final Whiteboard<Command> commands;
    private final Supplier<Duration> grace;
    private volatile Verbs plugins = new Verbs(Map.of(), Map.of());

    /**
     * The verbs of plugins at one moment.
     *
     * @param here the best first
     * @param left those that are not here any more, and since when; the oldest may be long gone
     */
    private record Verbs(Map<String, List<CommandEntry>> here, Map<String, Long> left) {}

    /**
     * Makes a table.
     *
     * @param grace how long a verb that has left is expected back
     */
    public CommandTable(Whiteboard<Command> commands, Supplier<Duration> grace) {
        this.commands = commands;
        this.grace = grace;
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
        plugins = new Verbs(next, left(next));
    }

    private Map<String, Long> left(Map<String, List<CommandEntry>> next) {
        Map<String, Long> left = new HashMap<>(plugins.left());
        left.values().removeIf(this::isPast);
        plugins.here().keySet().forEach(verb -> left.put(verb, System.nanoTime()));
        left.keySet().removeAll(next.keySet());
        // A bundle's verbs leave one by one, and come back when the last one has gone.
        left.replaceAll((verb, since) -> commands.missingSince(since));
        return left;
    }

    private boolean isPast(long since) {
        return commands.clock() - since >= grace.get().toNanos();
    }

    private boolean isOfCore(String verb) {
        return core.containsKey(verb) && !verb.equals("STAT");
    }

    /**
     * A request with its full verb, and who serves it; null where nobody does.
     *
     * @param justLeft whether somebody did a moment ago, who perhaps is being replaced
     */
    record Found(Request request, @Nullable CommandEntry entry, boolean justLeft) {}

    /** Finds a verb; of {@code SITE} and {@code OPTS} together with the second word. */
    Found find(Request request, FtpSession session) {
        Verbs now = plugins;
        String verb = request.verb();
        if (verb.equals("SITE") || verb.equals("OPTS")) {
            String argument = request.argument();
            int blank = argument.indexOf(' ');
            String word = blank < 0 ? argument : argument.substring(0, blank);
            String rest = blank < 0 ? "" : argument.substring(blank + 1);
            String full = verb + " " + word.toUpperCase(Locale.ROOT);
            CommandEntry entry = lookUp(full, session, now);
            return entry == null
                    ? new Found(request, null, justLeft(full, now))
                    : new Found(new Request(full, rest), entry, false);
        }
        // RFC 959 section 4.1.3: with a path, STAT is a listing, and so the business of those that have the files.
        boolean listing = verb.equals("STAT") && request.hasArgument();
        CommandEntry entry = listing ? ofPlugins(verb, session, now) : lookUp(verb, session, now);
        return new Found(request, entry, entry == null && justLeft(verb, now));
    }

    /** What is thrown while a verb is missing that was here a moment ago. */
    ServiceGap gap(Request request, FtpSession session) {
        return commands.gap(() -> find(request, session).entry() != null, request.verb() + " has just left", 502);
    }

    /** Borrows a command that was found; who needs it waits, or is refused, when that cannot be now. */
    Lease<Command> borrow(Berth<Command> berth, FtpSession session, Request request) {
        return commands.borrow(berth, 450)
                .orElseThrow(() -> berth.leaving() ? gap(request, session) : Whiteboard.shunned(berth, 450));
    }

    private boolean justLeft(String verb, Verbs now) {
        Long since = now.left().get(verb);
        return since != null && !isPast(since);
    }

    private @Nullable CommandEntry lookUp(String verb, FtpSession session, Verbs now) {
        CommandEntry entry = core.get(verb);
        if (entry != null) {
            return entry.offered().test(session) ? entry : null;
        }
        return ofPlugins(verb, session, now);
    }

    private static @Nullable CommandEntry ofPlugins(String verb, FtpSession session, Verbs now) {
        for (CommandEntry entry : now.here().getOrDefault(verb, List.of())) {
            if (entry.offered().test(session)) {
                return entry;
            }
        }
        return null;
    }

    private Stream<CommandEntry> all() {
        return Stream.concat(
                core.values().stream(), plugins.here().values().stream().map(list -> list.get(0)));
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
