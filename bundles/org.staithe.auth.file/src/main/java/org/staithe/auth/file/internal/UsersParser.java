// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a whole users file and finds everything that is wrong in it, not only the first. */
final class UsersParser {

    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, AccountReader> sections = new LinkedHashMap<>();
    private @Nullable AccountReader section;

    private UsersParser() {}

    static Accounts parse(byte[] content) throws BrokenUsersException {
        return parse(text(content));
    }

    static Accounts parse(String text) throws BrokenUsersException {
        UsersParser parser = new UsersParser();
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            parser.read(++number, Line.of(raw));
        }
        if (!parser.problems.isEmpty()) {
            throw new BrokenUsersException(parser.problems);
        }
        Map<String, Account> accounts = new LinkedHashMap<>();
        parser.sections.forEach((name, section) -> accounts.put(name, section.account()));
        return new Accounts(accounts);
    }

    /** The file's text; a mark that some editors put before it is left out. */
    static String text(byte[] content) throws BrokenUsersException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BrokenUsersException(List.of(new Problem(0, "the file is not UTF-8 text")));
        }
    }

    /** Why a name cannot be a user's, or empty. */
    static String objection(String name) {
        if (name.isBlank()) {
            return "the name is empty";
        }
        if (!name.equals(name.strip())) {
            return "the name begins or ends with a blank";
        }
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            return "the name has control characters";
        }
        if (name.indexOf('\uFFFD') >= 0) {
            return "the name has characters that were not understood; is the locale a UTF-8 one?";
        }
        return "";
    }

    private void read(int number, Line line) {
        switch (line.kind()) {
            case BLANK, REMARK -> {}
            case HEADER -> open(number, line.name());
            case ENTRY -> {
                if (section == null) {
                    problems.add(new Problem(number, "a key before the first [user]"));
                } else {
                    section.read(number, line.name(), line.value());
                }
            }
            // The line itself stays out of the message: it may be a password pasted astray.
            case NONSENSE -> problems.add(new Problem(number, "neither [user], nor key = value, nor # remark"));
        }
    }

    private void open(int number, String name) {
        String objection = objection(name);
        if (objection.isEmpty() && sections.containsKey(name)) {
            objection = "the user is there twice";
        }
        if (!objection.isEmpty()) {
            problems.add(new Problem(number, Problem.printable("[" + name + "]: " + objection)));
        }
        // What a refused section holds is read all the same, for its problems.
        section = new AccountReader(name, problems);
        sections.putIfAbsent(name, section);
    }
}
