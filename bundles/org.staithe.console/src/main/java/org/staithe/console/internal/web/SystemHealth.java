// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The health where tools for Felix look for it; asked and protected as {@code /console/api/health} is. */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=/system/health")
public final class SystemHealth extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient ConsoleServlet console;

    @Activate
    public SystemHealth(@Reference ConsoleServlet console) {
        this.console = console;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        console.answer("/api/health", request, response);
    }
}
