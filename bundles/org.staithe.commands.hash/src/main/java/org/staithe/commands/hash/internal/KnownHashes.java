// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.hash.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.staithe.deploy.SelfCheck;

/** Hashes what FIPS 180-4 and RFC 1321 give as example: a Java runtime may lack an algorithm. */
@Component
public final class KnownHashes implements SelfCheck {

    private static final Map<Algorithm, String> OF_ABC = Map.of(
            Algorithm.SHA_256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            Algorithm.SHA_512,
                    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                            + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            Algorithm.SHA_1, "a9993e364706816aba3e25717850c26c9cd0d89d",
            Algorithm.MD5, "900150983cd24fb0d6963f7d28e17f72",
            Algorithm.CRC32, "352441c2");

    @Override
    public void check() {
        for (Algorithm algorithm : Algorithm.values()) {
            Algorithm.Running hash = algorithm.start();
            hash.update(ByteBuffer.wrap("abc".getBytes(StandardCharsets.US_ASCII)));
            String found = hash.end();
            if (!found.equals(OF_ABC.get(algorithm))) {
                throw new IllegalStateException(algorithm.label() + " of abc is " + found);
            }
        }
    }
}
