// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests.console;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Speaks Chromium's DevTools protocol with one page: a call has a number, and its answer has the same. */
final class DevTools implements WebSocket.Listener {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern ID = Pattern.compile("^\\{\"id\":(\\d+),");

    private final Map<Integer, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final StringBuilder message = new StringBuilder(); // used by one thread at a time
    private final WebSocket socket;

    DevTools(String url) throws Exception {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(url), this)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Returns the whole answer, as it came. */
    String call(String method, String parameters) throws Exception {
        int id = calls.incrementAndGet();
        CompletableFuture<String> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        String said = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (said.startsWith("{\"id\":" + id + ",\"error\"") || said.contains("\"exceptionDetails\"")) {
            throw new AssertionError(method + " " + parameters + "\n" + said);
        }
        return said;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            String whole = message.toString();
            message.setLength(0);
            Matcher id = ID.matcher(whole);
            if (id.find()) {
                CompletableFuture<String> answer = waiting.remove(Integer.parseInt(id.group(1)));
                if (answer != null) {
                    answer.complete(whole);
                }
            }
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        onError(from, new IOException("the browser has hung up: " + code + " " + reason));
        return null;
    }

    /** Nothing that is waited for will come. */
    @Override
    public void onError(WebSocket from, Throwable error) {
        waiting.values().forEach(answer -> answer.completeExceptionally(error));
    }

    /** A Java text as JSON. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < 0x20 || c > 0x7E) {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    /** The text of a JSON member that comes last under its name. */
    static String member(String json, String name) {
        int begin = json.lastIndexOf("\"" + name + "\":\"") + name.length() + 4;
        StringBuilder text = new StringBuilder();
        for (int i = begin; json.charAt(i) != '"'; i++) {
            char c = json.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            c = json.charAt(++i);
            switch (c) {
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'r' -> text.append('\r');
                case 'u' -> {
                    text.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> text.append(c);
            }
        }
        return text.toString();
    }
}
