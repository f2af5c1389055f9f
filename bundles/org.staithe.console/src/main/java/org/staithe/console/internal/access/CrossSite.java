// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests that another site made a browser send. Browsers say where a request comes from ({@code Sec-Fetch-Site},
 * else {@code Origin}, else {@code Referer}); one that changes something and says nothing is refused as well.
 */
public final class CrossSite {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private CrossSite() {}

    /** Whether this changes something on behalf of another site. */
    public static boolean refuses(HttpServletRequest request) {
        if (SAFE.contains(request.getMethod())) {
            return false;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin");
        }
        String origin = request.getHeader("Origin");
        return !sameHost(origin == null ? request.getHeader("Referer") : origin, request.getHeader("Host"));
    }

    private static boolean sameHost(@Nullable String from, @Nullable String host) {
        if (from == null || host == null) {
            return false;
        }
        try {
            URI uri = URI.create(from);
            return "https".equals(uri.getScheme()) && host.equalsIgnoreCase(uri.getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
