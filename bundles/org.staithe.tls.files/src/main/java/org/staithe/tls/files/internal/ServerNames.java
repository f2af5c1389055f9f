// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names of servers that a certificate is for: DNS names and IP addresses of its subjectAltName, matched as RFC 6125
 * section 6.4 wants it. A wildcard stands for one label, the leftmost.
 */
record ServerNames(Set<String> dns, Set<InetAddress> addresses) {

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final Pattern LITERAL =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[?[0-9a-f:.]*:[0-9a-f:.]*]?");

    static ServerNames of(X509Certificate certificate) {
        Set<String> dns = new LinkedHashSet<>();
        Set<InetAddress> addresses = new LinkedHashSet<>();
        for (List<?> name : alternativeNames(certificate)) {
            if (name.get(0).equals(DNS_NAME)) {
                dns.add(plain((String) name.get(1)));
            } else if (name.get(0).equals(IP_ADDRESS)) {
                add(addresses, (String) name.get(1));
            }
        }
        return new ServerNames(Collections.unmodifiableSet(dns), Collections.unmodifiableSet(addresses));
    }

    boolean match(String serverName) {
        String name = plain(serverName);
        if (LITERAL.matcher(name).matches()) {
            Set<InetAddress> asked = new LinkedHashSet<>();
            add(asked, name);
            return addresses.stream().anyMatch(asked::contains);
        }
        int dot = name.indexOf('.');
        return dns.contains(name) || (dot > 0 && dns.contains("*" + name.substring(dot)));
    }

    boolean shareAnyWith(ServerNames other) {
        return !Collections.disjoint(dns, other.dns) || !Collections.disjoint(addresses, other.addresses);
    }

    @Override
    public String toString() {
        return dns + " " + addresses.stream().map(InetAddress::getHostAddress).toList();
    }

    private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            return List.of(); // nobody can ask for what nobody can read
        }
    }

    /** Called with literals only, so that nothing is looked up. */
    private static void add(Set<InetAddress> addresses, String literal) {
        try {
            addresses.add(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            // looks like an address, but is none: it matches nothing
        }
    }

    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
