// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.auth.Secret;
import org.staithe.console.internal.access.Audit;
import org.staithe.console.internal.access.ConsoleAccess;
import org.staithe.console.internal.access.ConsoleUser;
import org.staithe.console.internal.access.CrossSite;

/** All requests to the console go through here: nothing is reached but by somebody whose role allows it. */
@Component(
        service = {Servlet.class, ConsoleServlet.class},
        property = {
            "osgi.http.whiteboard.servlet.pattern=/*",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=" + ConsoleContext.NAME + ")"
        })
public final class ConsoleServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final Logger log = LoggerFactory.getLogger(ConsoleServlet.class);

    private final transient ConsoleAccess access;
    private final transient StaticFiles files = new StaticFiles();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private transient volatile List<Page> pages = List.of();

    @Activate
    public ConsoleServlet(@Reference ConsoleAccess access) {
        this.access = access;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(Optional.ofNullable(request.getPathInfo()).orElse("/"), request, response);
    }

    /** Answers what was asked for that path of the console. */
    void answer(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        StaticFiles.protect(response);
        if (!request.isSecure()) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN, "The console speaks HTTPS only.");
            return;
        }
        if (CrossSite.refuses(request)) {
            log.warn("{}: a {} that another site sent is refused", request.getRemoteAddr(), request.getMethod());
            response.sendError(HttpServletResponse.SC_FORBIDDEN, "This request comes from another site.");
            return;
        }
        try {
            switch (request.getMethod()) {
                case "GET" -> get(path, request, response);
                case "POST" -> post(path, request, response);
                default -> response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            }
        } catch (Call.Refusal e) {
            fail(response, e.status(), String.valueOf(e.getMessage()));
        } catch (ConsoleAccess.Refused e) {
            fail(response, HttpServletResponse.SC_FORBIDDEN, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            fail(response, HttpServletResponse.SC_BAD_REQUEST, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            if (response.isCommitted()) {
                log.debug("{}: whoever looked has gone", path, e);
                return;
            }
            log.warn("{} failed: {}", path, e.toString());
            fail(response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "That did not work: " + e.getMessage());
        } catch (Exception e) {
            log.error("{} failed", path, e);
            fail(response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "That did not work; the log says why.");
        }
    }

    private void get(String path, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (path.startsWith("/api/")) {
            act(path, request, response);
        } else if (path.equals("/")) {
            if (access.user(request, true).isPresent()) {
                files.send("index.html", response);
            } else {
                response.sendRedirect(ConsoleContext.PATH + "/login");
            }
        } else if (path.equals("/setup") && access.isSetUp()) {
            files.send("used.html", response);
        } else if (path.equals("/login") || path.equals("/setup")) {
            files.send(path.substring(1) + ".html", response);
        } else {
            files.send(path.substring(1), response);
        }
    }

    private void post(String path, HttpServletRequest request, HttpServletResponse response) throws Exception {
        switch (path) {
            case "/login" -> {
                try (Secret password = secret(request)) {
                    access.logIn(request, response, text(request, "name"), password);
                }
                done(response);
            }
            case "/setup" -> {
                try (Secret password = secret(request)) {
                    access.setUp(request, response, text(request, "token"), text(request, "name"), password);
                }
                done(response);
            }
            case "/logout" -> {
                access.logOut(request, response);
                done(response);
            }
            default -> act(path, request, response);
        }
    }

    private void act(String path, HttpServletRequest request, HttpServletResponse response) throws Exception {
        boolean act = !path.endsWith("/live");
        Optional<Page.Action> asked = pages.stream()
                .flatMap(page -> page.actions().stream())
                .filter(any -> any.method().equals(request.getMethod()) && path.equals("/api/" + any.path()))
                .findFirst();
        Optional<ConsoleUser> known = access.user(request, act);
        if (known.isEmpty() && asked.filter(Page.Action::machines).isPresent()) {
            known = access.machine(request);
        }
        if (known.isEmpty()) {
            throw new Call.Refusal(HttpServletResponse.SC_UNAUTHORIZED, "Please log in.");
        }
        ConsoleUser user = known.get();
        Page.Action action =
                asked.orElseThrow(() -> new Call.Refusal(HttpServletResponse.SC_NOT_FOUND, "There is no " + path));
        boolean shown = action.method().equals("GET") || ConsoleAccess.showsToken(user, request);
        if (!user.may(action.role()) || !shown) {
            Audit.refused(user, request, request.getMethod() + " " + path);
            throw new Call.Refusal(HttpServletResponse.SC_FORBIDDEN, "Your role does not allow that.");
        }
        action.work().answer(new Call(request, response, user, () -> welcome(request)));
    }

    private boolean welcome(HttpServletRequest request) {
        try {
            return access.user(request, false).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private static String text(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    private static Secret secret(HttpServletRequest request) {
        return Secret.of(text(request, "password"));
    }

    private static void done(HttpServletResponse response) throws IOException {
        answer(response, Json.object().with("done", true));
    }

    private static void fail(HttpServletResponse response, int status, String message) throws IOException {
        response.setStatus(status);
        answer(response, Json.object().with("error", message));
    }

    private static void answer(HttpServletResponse response, Json json) throws IOException {
        response.setContentType("application/json;charset=UTF-8");
        response.getOutputStream().write(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
