// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.staithe.filesystem.StorageException;
import org.staithe.filesystem.Upload;

/** An upload into a hidden file that becomes the file at commit. Cut short, it is kept for a restart if it can be. */
final class AtomicUpload implements Upload {

    private final Partial partial;
    private final Path file;
    private final boolean replace;
    private final Optional<Set<PosixFilePermission>> permissions;
    private final boolean restartable;
    private boolean open = true;
    private boolean worthless;

    /** @param permissions of the file that is replaced */
    AtomicUpload(
            Partial partial,
            Path file,
            boolean replace,
            Optional<Set<PosixFilePermission>> permissions,
            boolean restartable) {
        this.partial = partial;
        this.file = file;
        this.replace = replace;
        this.permissions = permissions;
        this.restartable = restartable;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return written(() -> partial.channel().write(source));
    }

    @Override
    public OptionalLong fill(Filling filling) throws IOException {
        return written(() -> OptionalLong.of(filling.into(partial.channel())));
    }

    private <T> T written(Failures.Action<T> writing) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        try {
            return Failures.told(file, writing);
        } catch (StorageException e) {
            // The disk or the user's share is full: what has arrived would keep it full.
            worthless = true;
            throw e;
        }
    }

    @Override
    public void commit() throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        Failures.attempt(file, () -> {
            worthless = true;
            // Some file systems say only here that they are full.
            partial.channel().close();
            worthless = false;
            if (permissions.isPresent()) {
                partial.permit(permissions.get());
            }
            partial.publish(file, replace);
        });
        open = false;
        partial.close();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        if (!open) {
            return;
        }
        open = false;
        Failures.attempt(file, () -> {
            try (partial) {
                if (worthless || !restartable || partial.facts().size() == 0) {
                    partial.delete();
                }
            }
        });
    }
}
