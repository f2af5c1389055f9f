// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.guard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.staithe.core.internal.whiteboard.Lease;
import org.staithe.filesystem.Upload;

/** Something that a plugin writes for us. */
final class GuardedUpload implements Upload {

    private final Lease<?> lease;
    private final Upload target;

    GuardedUpload(Lease<?> lease, Upload target) {
        this.lease = lease;
        this.target = target;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        return lease.callPart("write", target, asked -> asked.write(from));
    }

    @Override
    public OptionalLong fill(Filling filling) throws IOException {
        return lease.callPart("write", target, asked -> asked.fill(filling));
    }

    @Override
    public void commit() throws IOException {
        lease.runPart("commit", target, Upload::commit);
    }

    @Override
    public boolean isOpen() {
        return target.isOpen();
    }

    @Override
    public void close() throws IOException {
        lease.runPart("close", target, Upload::close);
    }
}
