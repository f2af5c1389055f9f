// SPDX-License-Identifier: Apache-2.0
package org.staithe.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.staithe.session.RepresentationType;
import org.staithe.session.Session;
import org.staithe.session.TransferReport.Result;
import org.staithe.testkit.session.SampleSession;
import org.staithe.testkit.session.SampleTransfer;

class XferlogTest {

    /** The columns as an analyser reads them. */
    private static final Pattern COLUMNS = Pattern.compile(
            "(?<time>.{24}) (?<seconds>\\d+) (?<host>\\S+) (?<size>\\d+) (?<file>\\S+) (?<type>[ab]) (?<special>[CUT_]+)"
                    + " (?<direction>[oid]) (?<access>[agr]) (?<user>\\S+) (?<service>\\S+) (?<method>[01])"
                    + " (?<ident>\\S+) (?<status>[ci])");

    private final Xferlog xferlog = new Xferlog(ZoneOffset.UTC);

    @Test
    void anAnalyserReadsEveryColumnBack() throws Exception {
        Session session = SampleSession.builder()
                .user("ann")
                .peer(new InetSocketAddress(InetAddress.getByName("2001:db8::1"), 40_000))
                .build();
        Matcher line = read(
                session,
                SampleTransfer.upload("/in/weekly report.pdf")
                        .bytes(5_000_000_000L)
                        .started(Instant.parse("2026-09-05T09:11:00Z"))
                        .took(Duration.ofMillis(5_900))
                        .build());
        assertThat(line.group("time")).isEqualTo("Sat Sep  5 09:11:05 2026");
        assertThat(line.group("seconds")).isEqualTo("5");
        assertThat(line.group("host")).isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(line.group("size")).isEqualTo("5000000000");
        assertThat(line.group("file")).isEqualTo("/in/weekly_report.pdf");
        assertThat(line.group("type")).isEqualTo("b");
        assertThat(line.group("special")).isEqualTo("_");
        assertThat(line.group("direction")).isEqualTo("i");
        assertThat(line.group("access")).isEqualTo("r");
        assertThat(line.group("user")).isEqualTo("ann");
        assertThat(line.group("service")).isEqualTo("ftp");
        assertThat(line.group("method")).isEqualTo("0");
        assertThat(line.group("ident")).isEqualTo("*");
        assertThat(line.group("status")).isEqualTo("c");
    }

    @ParameterizedTest
    @CsvSource({"COMPLETED, c", "ABORTED, i", "FAILED, i"})
    void onlyWhatCameToItsEndIsComplete(Result result, String status) {
        Matcher line = read(
                user("ann"), SampleTransfer.download("/a").ended(result, 226).build());
        assertThat(line.group("status")).isEqualTo(status);
    }

    @Test
    void aDownloadGoesOutAndText() {
        Matcher line = read(
                user("ann"),
                SampleTransfer.download("/a")
                        .type(RepresentationType.ASCII)
                        .took(Duration.ZERO)
                        .build());
        assertThat(line.group("direction")).isEqualTo("o");
        assertThat(line.group("type")).isEqualTo("a");
        assertThat(line.group("seconds")).as("analysers divide by it").isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({"anonymous, a", "ftp, a", "ann, r"})
    void anonymousIsToldApart(String user, String access) {
        assertThat(read(user(user), SampleTransfer.download("/a").build()).group("access"))
                .isEqualTo(access);
    }

    @Test
    void aUserWithBlanksIsOneColumn() {
        assertThat(read(user("ann b\tc\n"), SampleTransfer.download("/a").build())
                        .group("user"))
                .isEqualTo("ann_b_c_");
    }

    @Test
    void lettersOfAllLanguagesStay() {
        assertThat(read(user("ann"), SampleTransfer.download("/Grüße/日本🎉").build())
                        .group("file"))
                .isEqualTo("/Grüße/日本🎉");
    }

    private static Session user(String name) {
        return SampleSession.builder().user(name).build();
    }

    private Matcher read(Session session, SampleTransfer transfer) {
        String line = xferlog.line(session, transfer);
        Matcher matcher = COLUMNS.matcher(line);
        assertThat(matcher.matches()).as(line).isTrue();
        return matcher;
    }
}
