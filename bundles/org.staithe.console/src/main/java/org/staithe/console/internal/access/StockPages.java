// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.auth.ConsoleRole;

/**
 * Guards the pages that the Felix Web Console brings along: they can do everything, so they are for administrators. One
 * login serves them and our own pages.
 */
@Component(property = SecurityProvider.PROPERTY_ID + "=staithe")
public final class StockPages implements SecurityProvider {

    private static final Logger log = LoggerFactory.getLogger(StockPages.class);

    private final ConsoleAccess access;

    @Activate
    public StockPages(@Reference ConsoleAccess access) {
        this.access = access;
    }

    /** Null is no, with the answer already given. */
    @Override
    @SuppressWarnings("NullAway") // the interface wants it so
    public Object authenticate(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Content-Security-Policy", "frame-ancestors 'none'; form-action 'self'; base-uri 'self'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        try {
            Optional<ConsoleUser> user = access.user(request, true);
            if (user.isEmpty()) {
                response.sendRedirect("/console/login");
                return null;
            }
            boolean changes = !request.getMethod().equals("GET");
            String what = request.getMethod() + " " + request.getRequestURI();
            if (!user.get().may(ConsoleRole.ADMINISTRATOR) || CrossSite.refuses(request)) {
                Audit.refused(user.get(), request, what);
                response.sendError(HttpServletResponse.SC_FORBIDDEN, "This page is for administrators.");
                return null;
            }
            if (changes) {
                Audit.done(user.get(), request, what);
            }
            return user.get();
        } catch (IOException e) {
            log.warn("Nobody is let in to the web console: {}", e.toString());
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return null;
        }
    }

    @Override
    public boolean authorize(Object user, String role) {
        return user instanceof ConsoleUser known && known.may(ConsoleRole.ADMINISTRATOR);
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response) {
        access.logOut(request, response);
    }
}
