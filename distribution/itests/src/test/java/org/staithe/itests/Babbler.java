// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.staithe.testkit.client.ScriptedClient;

/** A client that makes lines of verbs and of pieces that have hurt other servers, and does with transfers what it likes. */
final class Babbler implements AutoCloseable {

    private static final String[] VERBS = {
        "ACCT",
        "CWD",
        "CDUP",
        "SMNT",
        "PORT",
        "PASV",
        "TYPE",
        "STRU",
        "MODE",
        "ALLO",
        "REST",
        "RNFR",
        "RNTO",
        "ABOR",
        "DELE",
        "RMD",
        "MKD",
        "PWD",
        "SITE",
        "SYST",
        "STAT",
        "HELP",
        "NOOP",
        "XCUP",
        "XCWD",
        "XMKD",
        "XPWD",
        "XRMD",
        "FEAT",
        "OPTS",
        "OPTS MLST",
        "OPTS HASH",
        "OPTS UTF8",
        "EPRT",
        "EPSV",
        "LANG",
        "MDTM",
        "SIZE",
        "MLST",
        "MFMT",
        "MFCT",
        "MFF",
        "HOST",
        "CLNT",
        "AVBL",
        "HASH",
        "RANG",
        "XCRC",
        "XMD5",
        "XSHA1",
        "SITE HELP",
        "SITE UTIME",
        "SITE WHO",
        "SITE KICK",
        "SITE CHMOD 7777",
        "USER",
        "PASS",
        "AUTH",
        "PBSZ",
        "PROT",
        "CCC",
        "GET",
        "EHLO",
        "",
        "X",
        "noop",
        "rEsT",
        "MKD MKD",
        "\u0130NFO"
    };
    private static final String[] TRANSFERS = {"RETR", "STOR", "APPE", "STOU", "LIST", "NLST", "MLSD"};
    private static final String[] PIECES = {
        "a",
        "b",
        "/",
        "//",
        "..",
        "../..",
        ".",
        " ",
        "  ",
        "-la",
        "-R",
        "*",
        "?",
        "[a",
        "]",
        "{a,b}",
        "~",
        "\\",
        "\"",
        "'",
        ";",
        "|",
        ",",
        "=",
        "%s%n%x",
        "${jndi:ldap://127.0.0.1/a}",
        "0",
        "1",
        "-1",
        "007",
        "2147483648",
        "9223372036854775807",
        "9223372036854775808",
        "127,0,0,1,4,1",
        "127,0,0,1,255,255",
        "|1|127.0.0.1|2000|",
        "|2|::1|2000|",
        "|1|127.0.0.1|99999|",
        "20200101000000",
        "99999999999999",
        "Modify=20200101000000;",
        "type;size;",
        "SHA-256",
        "TLS",
        "ALL",
        "\0",
        "\r",
        "\t",
        "\u001b[2J",
        "\u0007",
        "gr\u00fc\u00df",
        "\u202etxt",
        "\u00e4\u0308",
        "\ud83d\ude00",
        "x".repeat(200),
        "y".repeat(9000)
    };
    /** Telnet's codes, and what is no UTF-8. */
    private static final String[] OCTETS = {
        "\u00ff\u00f4",
        "\u00ff\u00f2",
        "\u00ff\u00ff",
        "\u00ff\u00fb\u0001",
        "\u00c0\u00ae",
        "\u00ed\u00a0\u0080",
        "\u00fe"
    };

    private static final int MOST_REPLIES = 200;

    private final ServerProcess server;
    private final Random random;
    private ScriptedClient client;
    private String alive = "";

    Babbler(ServerProcess server, long seed) throws IOException {
        this.server = server;
        this.random = new Random(seed);
        enter();
    }

    /** What a seed says, apart from what it answers to the server. */
    static List<String> lines(long seed, int count) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line(random, VERBS));
        }
        return lines;
    }

    void babble(int steps) throws IOException {
        for (int i = 0; i < steps; i++) {
            try {
                step();
                settle();
            } catch (AssertionError e) {
                if (!(e.getCause() instanceof EOFException) && !(e.getCause() instanceof SocketException)) {
                    throw e;
                }
                enter(); // the server may hang up on such a client
            }
        }
    }

    private void step() throws IOException {
        switch (random.nextInt(8)) {
            case 0, 1 -> transfer();
            case 2 -> {
                for (int i = random.nextInt(10); i >= 0; i--) {
                    say(VERBS);
                }
            }
            case 3 -> {
                if (random.nextInt(5) == 0) {
                    client.resets();
                    enter();
                }
            }
            default -> say(VERBS);
        }
    }

    /** Begins one, says something in the middle of it, and ends it in one way or another. */
    private void transfer() {
        client.says("EPSV").hears();
        Matcher offered = Pattern.compile("\\|\\|\\|(\\d+)\\|").matcher(client.text());
        if (!offered.find()) {
            return;
        }
        try (Socket data = new Socket()) {
            if (random.nextInt(8) != 0) {
                data.connect(new InetSocketAddress(server.address().getAddress(), Integer.parseInt(offered.group(1))));
            }
            say(TRANSFERS);
            if (random.nextBoolean()) {
                say(VERBS);
            }
            if (random.nextBoolean()) {
                data.getOutputStream().write(new byte[random.nextInt(100_000)]);
            }
            data.setSoLinger(random.nextBoolean(), 0); // half of them end with a RST
        } catch (IOException e) {
            // it was not opened, or the server takes no more
        }
    }

    private void say(String[] verbs) {
        client.saysRaw((line(random, verbs) + (random.nextInt(20) == 0 ? "\n" : "\r\n")).getBytes(ISO_8859_1));
    }

    /** What each octet of a line is, as a character. */
    private static String line(Random random, String[] verbs) {
        StringBuilder line = new StringBuilder(octets(verbs[random.nextInt(verbs.length)]));
        int pieces = random.nextInt(4);
        for (int i = 0; i < pieces; i++) {
            line.append(i == 0 || random.nextInt(3) == 0 ? " " : "");
            boolean raw = random.nextInt(12) == 0;
            line.append(raw ? OCTETS[random.nextInt(OCTETS.length)] : octets(PIECES[random.nextInt(PIECES.length)]));
        }
        return line.toString();
    }

    private static String octets(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    /** Whatever is under way is ended, and the answer to the last word is heard behind all others. */
    private void settle() {
        client.says("ABOR").says("NOOP");
        for (int i = 0; i < MOST_REPLIES; i++) {
            client.hears();
            if (client.reply().code() == 200 && client.text().equals(alive)) {
                return;
            }
        }
        throw new AssertionError("no answer to NOOP among " + MOST_REPLIES + "\n" + client.transcript());
    }

    private void enter() throws IOException {
        client = server.connect().logsIn(ServerProcess.QUICK, ServerProcess.PASSWORD);
        alive = client.says("NOOP").gets(200).text();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
