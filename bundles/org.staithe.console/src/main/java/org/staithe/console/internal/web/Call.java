// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.staithe.console.internal.access.Audit;
import org.staithe.console.internal.access.ConsoleUser;
import org.staithe.console.internal.live.Watch;

/** A request of somebody who may make it, and its answer. */
public final class Call {

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final ConsoleUser user;
    private final BooleanSupplier welcome;

    /** What was asked for cannot be done; the message is for whoever asked. */
    public static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;
        private final int status;

        public Refusal(int status, String message) {
            super(message);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /**
     * Makes one.
     *
     * @param welcome whether this somebody is still logged in
     */
    Call(HttpServletRequest request, HttpServletResponse response, ConsoleUser user, BooleanSupplier welcome) {
        this.request = request;
        this.response = response;
        this.user = user;
        this.welcome = welcome;
    }

    public ConsoleUser user() {
        return user;
    }

    /** A parameter; empty when it is not there. */
    public String value(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }

    public int number(String name, int otherwise, int most) {
        String value = value(name);
        return value.matches("\\d{1,9}") ? Math.min(most, Integer.parseInt(value)) : otherwise;
    }

    /** A parameter that has to be there. */
    public String required(String name) throws Refusal {
        String value = value(name);
        if (value.isEmpty()) {
            throw new Refusal(HttpServletResponse.SC_BAD_REQUEST, name + " is missing");
        }
        return value;
    }

    public Map<String, String[]> values() {
        return request.getParameterMap();
    }

    public InputStream body() throws IOException {
        return request.getInputStream();
    }

    /** Answers with another status than 200. */
    public void status(int code) {
        response.setStatus(code);
    }

    public void json(Json json) throws IOException {
        send("application/json", json.toString());
    }

    public void text(String type, String content) throws IOException {
        send(type, content);
    }

    /** Offers a file to save. */
    public void download(String type, String fileName, String content) throws IOException {
        response.setHeader("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
        send(type, content);
    }

    /** Answers with what can be seen, and goes on with what changes as long as somebody looks. */
    public void live(Watch watch, LongFunction<Watch.Sight> look) throws IOException, Refusal {
        if (!watch.begin()) {
            throw new Refusal(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "Too many people are looking at once.");
        }
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        watch.run(response.getOutputStream(), welcome, look);
    }

    /** Writes down what was done. */
    public void audit(String what) {
        Audit.done(user, request, what);
    }

    private void send(String type, String content) throws IOException {
        response.setContentType(type + ";charset=UTF-8");
        response.getOutputStream().write(content.getBytes(StandardCharsets.UTF_8));
    }
}
