// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.staithe.filesystem.FileSystemBackend;
import org.staithe.testkit.filesystem.FileSystemContract;
import org.staithe.testkit.filesystem.UploadContract;

class LocalContractTest {

    private static final int LONGEST_NAME = 255;

    @TempDir
    private Path root;

    @Nested
    class IsAFileSystem extends FileSystemContract {
        @Override
        protected FileSystemBackend freshBackend() {
            return new LocalBackend(Configured.at(root));
        }

        @Override
        protected boolean allows(String name) {
            return LocalContractTest.allows(name);
        }
    }

    @Nested
    class TakesUploadsAtomically extends UploadContract {
        @Override
        protected FileSystemBackend freshBackend() {
            return new LocalBackend(Configured.at(root));
        }
    }

    @Nested
    class TakesUploadsInPlace extends UploadContract {
        @Override
        protected FileSystemBackend freshBackend() {
            return new LocalBackend(Configured.at(root).upload("in-place"));
        }

        @Override
        protected boolean atomic() {
            return false;
        }
    }

    private static boolean allows(String name) {
        boolean anyLetter = "UTF-8".equals(System.getProperty("sun.jnu.encoding"));
        return name.getBytes(UTF_8).length <= LONGEST_NAME
                && (anyLetter || name.chars().allMatch(letter -> letter < 128));
    }
}
