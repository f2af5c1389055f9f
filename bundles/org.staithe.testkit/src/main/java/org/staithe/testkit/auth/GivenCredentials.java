// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.auth;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.staithe.auth.Credentials;
import org.staithe.auth.Secret;

/** Credentials that a test makes up: plain FTP from the loopback address, unless said otherwise. */
public final class GivenCredentials implements Credentials {

    private final String userName;
    private final Secret password;
    private final InetSocketAddress peer;
    private final boolean secure;
    private final List<X509Certificate> certificates;

    private GivenCredentials(
            String userName,
            Secret password,
            InetSocketAddress peer,
            boolean secure,
            List<X509Certificate> certificates) {
        this.userName = userName;
        this.password = password;
        this.peer = peer;
        this.secure = secure;
        this.certificates = List.copyOf(certificates);
    }

    public static GivenCredentials of(String userName, String password) {
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
        return new GivenCredentials(userName, Secret.of(password), loopback, false, List.of());
    }

    /** The same from elsewhere. */
    public GivenCredentials from(InetAddress address) {
        return new GivenCredentials(
                userName, password, new InetSocketAddress(address, peer.getPort()), secure, certificates);
    }

    /** The same over TLS, with this chain; none means that the client showed no certificate. */
    public GivenCredentials overTls(X509Certificate... chain) {
        return new GivenCredentials(userName, password, peer, true, List.of(chain));
    }

    @Override
    public String userName() {
        return userName;
    }

    @Override
    public Secret password() {
        return password;
    }

    @Override
    public List<X509Certificate> certificates() {
        return certificates;
    }

    @Override
    public InetSocketAddress peer() {
        return peer;
    }

    @Override
    public boolean secure() {
        return secure;
    }

    @Override
    public String listener() {
        return "default";
    }

    @Override
    public Optional<String> host() {
        return Optional.empty();
    }
}
