// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyStoreCommandTest {

    @TempDir
    Path folder;

    @Test
    void aStoreIsMadeOnceAndOnlyItsOwnerReadsItAndItsPassword() throws Exception {
        Path store = folder.resolve("tls/console.p12");
        Path password = folder.resolve("secrets/console-keystore");

        KeyStoreCommand.make(store, password, InstantSource.system(), System.out);

        KeyStore keys =
                KeyStore.getInstance(store.toFile(), Files.readString(password).toCharArray());
        assertThat(keys.isKeyEntry("console")).isTrue();
        for (Path file : new Path[] {store, password}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        byte[] first = Files.readAllBytes(store);
        KeyStoreCommand.make(store, password, InstantSource.system(), System.out);
        assertThat(Files.readAllBytes(store)).isEqualTo(first);
    }
}
