// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.guard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.staithe.core.internal.whiteboard.Lease;

/** Something that a plugin reads for us. */
final class GuardedSource implements ReadableByteChannel {

    private final Lease<?> lease;
    private final ReadableByteChannel source;

    GuardedSource(Lease<?> lease, ReadableByteChannel source) {
        this.lease = lease;
        this.source = source;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return lease.callPart("read", source, asked -> asked.read(into));
    }

    @Override
    public boolean isOpen() {
        return source.isOpen();
    }

    @Override
    public void close() throws IOException {
        lease.runPart("close", source, ReadableByteChannel::close);
    }
}
