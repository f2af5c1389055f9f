// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.site.internal;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import org.staithe.auth.Permission;
import org.staithe.command.Argument;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.FtpCommand;
import org.staithe.command.Outcome;
import org.staithe.command.Reply;
import org.staithe.filesystem.Ability;
import org.staithe.filesystem.Pathname;

/**
 * SITE UTIME, in no RFC: sets the time of last modification.
 *
 * <p>Both forms that clients use, times in UTC: {@code SITE UTIME YYYYMMDDhhmm[ss] path}, as ProFTPD has it, and
 * {@code SITE UTIME path YYYYMMDDhhmmss YYYYMMDDhhmmss YYYYMMDDhhmmss UTC} with the times of access, modification and
 * creation, as Pure-FTPd has it and lftp says it. Access times are not kept. Creation times are set where the storage
 * can.
 */
@Component
@FtpCommand(
        verb = "SITE UTIME",
        feature = "SITE UTIME",
        help = "SITE UTIME <YYYYMMDDhhmm[ss]> <path>",
        argument = Argument.REQUIRED,
        permission = Permission.CHANGE_FACTS)
public final class UtimeCommand implements Command {

    private static final Pattern TIME_FIRST = Pattern.compile("([0-9]{12}(?:[0-9]{2})?) (.+)");
    private static final Pattern TIMES_LAST = Pattern.compile(" ([0-9]{14}) ([0-9]{14}) ([0-9]{14}) UTC$");
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        String argument = exchange.request().argument();
        Matcher last = TIMES_LAST.matcher(argument);
        Matcher first = TIME_FIRST.matcher(argument);
        try {
            if (last.find() && last.start() > 0) {
                Pathname path = exchange.resolve(argument.substring(0, last.start()));
                Instant created = time(last.group(3));
                exchange.files().setModified(path, time(last.group(2)));
                if (exchange.files().abilities(path).contains(Ability.SET_CREATED)) {
                    exchange.files().setCreated(path, created);
                }
            } else if (first.matches()) {
                exchange.files().setModified(exchange.resolve(first.group(2)), time(first.group(1)));
            } else {
                return Reply.of(501, "SITE UTIME <YYYYMMDDhhmm[ss]> <path>");
            }
        } catch (DateTimeException noSuchDay) {
            return Reply.of(501, "There is no such time.");
        }
        return Reply.of(200, "Time changed.");
    }

    private static Instant time(String digits) {
        return LocalDateTime.parse(digits.length() == 12 ? digits + "00" : digits, WRITTEN)
                .toInstant(ZoneOffset.UTC);
    }
}
