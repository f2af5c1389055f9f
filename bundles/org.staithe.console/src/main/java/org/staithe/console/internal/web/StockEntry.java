// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Component;

/** The entry of the Felix Web Console's menu that leads to ours. */
@Component(
        service = Servlet.class,
        property = {"felix.webconsole.label=staithe", "felix.webconsole.title=Staithe", "felix.webconsole.category=FTP"
        })
public final class StockEntry extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // The menu around a plugin's page has been written already, but not sent.
        response.reset();
        response.sendRedirect(ConsoleContext.PATH + "/");
    }
}
