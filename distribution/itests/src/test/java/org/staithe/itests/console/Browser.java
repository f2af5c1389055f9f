// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests.console;

import static org.staithe.itests.console.DevTools.quoted;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.staithe.itests.SecureServer;

/** A real browser without a window: Debian's Chromium. What a person does is done with the mouse and the keyboard. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Process process;
    private final DevTools page;

    private Browser(Process process, DevTools page) {
        this.process = process;
        this.page = page;
    }

    /** Starts one that keeps all it writes below this folder. */
    static Browser start(Path folder) throws Exception {
        Path profile = Files.createDirectories(folder.resolve("browser"));
        ProcessBuilder builder = new ProcessBuilder(List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                // The certificate is the self-signed one of a first start.
                "--ignore-certificate-errors",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank"));
        builder.environment().put("HOME", folder.toString());
        builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("browser.txt").toFile());
        Process process = builder.start();
        try {
            Path port = profile.resolve("DevToolsActivePort");
            SecureServer.await(
                    "the browser listens",
                    PATIENCE,
                    () -> Files.readAllLines(port).size() == 2);
            URI fresh =
                    URI.create("http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/new?about:blank");
            String target = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(fresh)
                                    .PUT(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body()
                    .replace("\": \"", "\":\"");
            return new Browser(process, new DevTools(DevTools.member(target, "webSocketDebuggerUrl")));
        } catch (Exception | AssertionError e) {
            process.destroyForcibly();
            throw e;
        }
    }

    void open(String url) throws Exception {
        page.call("Page.navigate", "{\"url\":" + quoted(url) + "}");
    }

    /** What a JavaScript expression comes to, as text. */
    String js(String expression) throws Exception {
        String wrapped = "(async () => String(await (" + expression + ")))()";
        return DevTools.member(
                page.call(
                        "Runtime.evaluate",
                        "{\"awaitPromise\":true,\"returnByValue\":true,\"expression\":" + quoted(wrapped) + "}"),
                "value");
    }

    /** The text of the first element, as a person sees it. */
    String text(String selector) throws Exception {
        return js("document.querySelector(" + quoted(selector) + ")?.innerText ?? ''");
    }

    void awaitText(String selector, String part) throws Exception {
        try {
            SecureServer.await("'" + part + "' in " + selector, PATIENCE, () -> text(selector)
                    .contains(part));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + js("location.href + '\\n' + document.body.innerText"), e);
        }
    }

    /** Presses the first element that matches, once it is there and can be pressed. */
    void click(String selector) throws Exception {
        String element = "document.querySelector(" + quoted(selector) + ")";
        SecureServer.await(selector + " is there", PATIENCE, () -> js(element + "?.disabled === false || " + element
                        + "?.tagName === 'A'")
                .equals("true"));
        String[] at = js("(() => { const e = " + element + "; e.scrollIntoView({block: 'center'});"
                        + " const r = e.getBoundingClientRect(); return (r.x + r.width / 2) + ' ' + (r.y + r.height / 2);"
                        + " })()")
                .split(" ");
        for (String type : List.of("mousePressed", "mouseReleased")) {
            page.call(
                    "Input.dispatchMouseEvent",
                    "{\"type\":\"" + type + "\",\"x\":" + at[0] + ",\"y\":" + at[1]
                            + ",\"button\":\"left\",\"clickCount\":1}");
        }
    }

    /** Types into a field, in place of what is there. */
    void type(String selector, String text) throws Exception {
        String element = "document.querySelector(" + quoted(selector) + ")";
        SecureServer.await(selector + " is there", PATIENCE, () -> js(element + " !== null")
                .equals("true"));
        js(element + ".focus(), " + element + ".select()");
        page.call("Input.insertText", "{\"text\":" + quoted(text) + "}");
    }

    /** Chooses a file, as the dialog of the system would. */
    void choose(String selector, Path file) throws Exception {
        String found = page.call(
                "Runtime.evaluate", "{\"expression\":" + quoted("document.querySelector('" + selector + "')") + "}");
        page.call(
                "DOM.setFileInputFiles",
                "{\"files\":[" + quoted(file.toString()) + "],\"objectId\":"
                        + quoted(DevTools.member(found, "objectId")) + "}");
    }

    /** Forgets who is logged in. */
    void forget() throws Exception {
        page.call("Network.clearBrowserCookies", "{}");
    }

    /** Makes the window as wide as a desktop's or a telephone's. */
    void resize(int width, int height) throws Exception {
        page.call(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":false}");
    }

    void screenshot(Path png) throws Exception {
        String answer = page.call("Page.captureScreenshot", "{\"format\":\"png\"}");
        Files.write(png, Base64.getDecoder().decode(DevTools.member(answer, "data")));
    }

    @Override
    public void close() throws InterruptedException {
        try {
            page.call("Browser.close", "{}"); // it takes its own temporary files away
        } catch (Exception | AssertionError e) {
            // the page is gone first, and with it the answer
        }
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }
}
