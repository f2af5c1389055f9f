// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.apache.felix.webconsole.servlet.User;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.staithe.config.ConfigurationJournal;

/** Tells the journal which user of the web console a request is from. */
// Made when the web server asks for it: without one nobody misses its packages.
@Component(
        service = Filter.class,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        property = {
            "osgi.http.whiteboard.filter.pattern=/*",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=org.apache.felix.webconsole)"
        })
public final class ConsoleAuthor implements Filter {

    private final ConfigurationJournal journal;

    @Activate
    public ConsoleAuthor(@Reference ConfigurationJournal journal) {
        this.journal = journal;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Object user = request.getAttribute(User.USER_ATTRIBUTE) instanceof User known ? known.getUserObject() : "";
        // The text of anything else may hold what must not be noted.
        String name =
                user instanceof Principal principal ? principal.getName() : user instanceof String text ? text : "";
        try (ConfigurationJournal.Authorship here = journal.by(name, "console")) {
            chain.doFilter(request, response);
        }
    }
}
