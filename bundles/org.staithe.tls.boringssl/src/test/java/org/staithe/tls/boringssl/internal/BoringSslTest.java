// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.boringssl.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.staithe.testkit.tls.Certificates;
import org.staithe.testkit.tls.TlsProviderContract;
import org.staithe.tls.TlsIdentity;
import org.staithe.tls.TlsProvider;

class BoringSslTest extends TlsProviderContract {

    private final TlsIdentity ec = Certificates.selfSigned("CN=ec").identity();
    private final BoringSsl provider = new BoringSsl();

    @Override
    protected TlsProvider provider() {
        return provider;
    }

    private boolean does(List<String> suites, List<String> groups) {
        return provider.context(parameters(suites, groups), keys(ec), believing(""))
                .isPresent();
    }

    @Test
    void whatItCannotDoIsLeftToOthers() {
        assertThat(does(SUITES, List.of("X25519MLKEM768", "x25519", "secp256r1")))
                .isTrue();
        assertThat(does(SUITES, List.of("x448"))).isFalse();
        assertThat(does(List.of("TLS_AES_256_GCM_SHA384"), List.of())).isFalse(); // it has all of TLS 1.3, or none
        assertThat(does(List.of("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"), List.of()))
                .isFalse();
    }

    @Test
    void itKnowsTheKeysThatItCanShow() throws Exception {
        assertThat(provider.knows(ec.key())).isTrue();
        assertThat(provider.knows(
                        Certificates.selfSigned("CN=rsa").rsa().identity().key()))
                .isTrue();
        assertThat(provider.knows(KeyPairGenerator.getInstance("Ed25519")
                        .generateKeyPair()
                        .getPrivate()))
                .isFalse();
        assertThat(provider.knows(new KeyInHardware())).isFalse();
    }

    private static final class KeyInHardware implements PrivateKey {

        @Override
        public String getAlgorithm() {
            return "RSA";
        }

        @Override
        public String getFormat() {
            return null;
        }

        @Override
        public byte[] getEncoded() {
            return null;
        }
    }

    @Test
    void aHelloThatIsCutOrWrongIsLeftToBoringSsl() throws Exception {
        SSLEngine client = SSLContext.getDefault().createSSLEngine();
        client.setUseClientMode(true);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"ftp", "h2"});
        client.setSSLParameters(parameters);
        ByteBuffer hello = ByteBuffer.allocate(64 * 1024);
        client.wrap(ByteBuffer.allocate(0), hello);
        hello.flip();
        assertThat(ClientHello.of(hello).orElseThrow().protocols()).containsExactly("ftp", "h2");
        assertThat(ClientHello.isHere(hello)).isTrue();
        for (int length = 0; length < hello.limit(); length++) {
            ByteBuffer cut = hello.duplicate().limit(length);
            assertThat(ClientHello.isHere(cut)).isFalse();
            assertThat(ClientHello.of(cut)).isEmpty();
            ByteBuffer wrong =
                    ByteBuffer.allocate(hello.limit()).put(hello.duplicate()).flip();
            wrong.put(length, (byte) ~wrong.get(length));
            assertThat(ClientHello.of(wrong)).isNotNull(); // and nothing is thrown
        }
    }
}
