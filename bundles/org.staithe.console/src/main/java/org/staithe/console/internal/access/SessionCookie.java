// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** The cookie that holds the secret of a login: for HTTPS, for no script and for no other site. */
final class SessionCookie {

    /** The browser keeps others from setting a cookie of such a name. */
    private static final String NAME = "__Host-staithe";

    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Strict";

    private SessionCookie() {}

    static Optional<String> secret(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(NAME)) {
                    return Optional.of(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }

    static void set(HttpServletResponse response, String secret) {
        response.addHeader("Set-Cookie", NAME + "=" + secret + ATTRIBUTES);
    }

    static void clear(HttpServletResponse response) {
        response.addHeader("Set-Cookie", NAME + "=" + ATTRIBUTES + "; Max-Age=0");
    }
}
