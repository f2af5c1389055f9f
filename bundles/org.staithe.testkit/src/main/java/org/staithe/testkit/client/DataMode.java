// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How a {@link ScriptedClient} opens its data connections. */
public enum DataMode {
    /** RFC 959. */
    PASV {
        @Override
        DataConnection open(ScriptedClient client) throws IOException {
            MatchResult numbers = find(client.says("PASV").gets(227), "(\\d+,\\d+,\\d+,\\d+),(\\d+),(\\d+)");
            String address = numbers.group(1).replace(',', '.');
            int port = Integer.parseInt(numbers.group(2)) * 256 + Integer.parseInt(numbers.group(3));
            return client.connectsData(new InetSocketAddress(InetAddress.getByName(address), port));
        }
    },
    /** RFC 2428. */
    EPSV {
        @Override
        DataConnection open(ScriptedClient client) throws IOException {
            int port = Integer.parseInt(find(client.says("EPSV").gets(229), "\\(\\|\\|\\|(\\d+)\\|\\)")
                    .group(1));
            return client.connectsData(new InetSocketAddress(client.server().getAddress(), port));
        }
    },
    /** RFC 959, active. */
    PORT {
        @Override
        DataConnection open(ScriptedClient client) throws IOException {
            ServerSocket listener = new ServerSocket(0, 1, client.local().getAddress());
            int port = listener.getLocalPort();
            String address = client.local().getAddress().getHostAddress().replace('.', ',');
            client.says("PORT " + address + "," + port / 256 + "," + port % 256).gets(200);
            return client.acceptsData(listener);
        }
    },
    /** RFC 2428, active. */
    EPRT {
        @Override
        DataConnection open(ScriptedClient client) throws IOException {
            InetAddress own = client.local().getAddress();
            ServerSocket listener = new ServerSocket(0, 1, own);
            String family = own.getAddress().length == 4 ? "1" : "2";
            String address = own.getHostAddress().replaceFirst("%.*", "");
            client.says("EPRT |" + family + "|" + address + "|" + listener.getLocalPort() + "|")
                    .gets(200);
            return client.acceptsData(listener);
        }
    };

    abstract DataConnection open(ScriptedClient client) throws IOException;

    private static MatchResult find(ScriptedClient client, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(client.text())
                .results()
                .findFirst()
                .orElseThrow(() -> new IOException("no address in: " + client.text()));
    }
}
