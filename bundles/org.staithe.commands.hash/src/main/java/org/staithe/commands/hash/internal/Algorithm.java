// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.hash.internal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** The hashes of the IANA registry that FTP clients ask for, by the names of draft-bryan-ftpext-hash section 6. */
enum Algorithm {
    SHA_256("SHA-256"),
    SHA_512("SHA-512"),
    SHA_1("SHA-1"),
    MD5("MD5"),
    CRC32("CRC32");

    private final String label;

    Algorithm(String label) {
        this.label = label;
    }

    static Optional<Algorithm> named(String name) {
        return Stream.of(values())
                .filter(one -> one.label.equalsIgnoreCase(name))
                .findFirst();
    }

    String label() {
        return label;
    }

    /** Starts a hash. */
    Running start() {
        return this == CRC32 ? checksum(new CRC32()) : digest(label);
    }

    /** A hash that grows. */
    interface Running {

        void update(ByteBuffer content);

        /** In hexadecimal, small letters. */
        String end();
    }

    private static Running checksum(CRC32 checksum) {
        return new Running() {
            @Override
            public void update(ByteBuffer content) {
                checksum.update(content);
            }

            @Override
            public String end() {
                return HexFormat.of().toHexDigits((int) checksum.getValue());
            }
        };
    }

    private static Running digest(String name) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(name + " is missing in this Java runtime", missing);
        }
        return new Running() {
            @Override
            public void update(ByteBuffer content) {
                digest.update(content);
            }

            @Override
            public String end() {
                return HexFormat.of().formatHex(digest.digest());
            }
        };
    }
}
