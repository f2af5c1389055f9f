// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.web;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.servlet.context.ServletContextHelper;

/** The console's part of the web server, beside the Felix Web Console: its pages may have a stricter policy there. */
@Component(
        service = ServletContextHelper.class,
        scope = ServiceScope.BUNDLE,
        property = {
            "osgi.http.whiteboard.context.name=" + ConsoleContext.NAME,
            "osgi.http.whiteboard.context.path=" + ConsoleContext.PATH
        })
public final class ConsoleContext extends ServletContextHelper {

    static final String NAME = "org.staithe.console";
    static final String PATH = "/console";
}
