// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.guard;

import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.staithe.command.Transfer;
import org.staithe.core.internal.whiteboard.Lease;
import org.staithe.filesystem.Upload;

/**
 * Makes each use of what a plugin has opened a call into that plugin, with its deadline and its record.
 *
 * <p>What has such a guard already gets no second one: of plugins within each other the innermost is to blame.
 */
public final class Guards {

    private Guards() {}

    /** What a command wants to have transferred. */
    public static Transfer transfer(Lease<?> lease, Transfer transfer) {
        if (transfer instanceof Transfer.Send send) {
            return new Transfer.Send(send.opening(), send.path(), source(lease, send.source()));
        } else if (transfer instanceof Transfer.Receive receive) {
            return new Transfer.Receive(receive.opening(), receive.path(), upload(lease, receive.target()));
        }
        Transfer.Text text = (Transfer.Text) transfer;
        return new Transfer.Text(text.opening(), text.path(), stream(lease, text.lines()));
    }

    /** A file that is read; it still goes to a plain socket without a copy if it did. */
    public static ReadableByteChannel source(Lease<?> lease, ReadableByteChannel source) {
        if (source instanceof GuardedFile || source instanceof GuardedSource) {
            return source;
        }
        return source instanceof FileChannel file ? new GuardedFile(lease, file) : new GuardedSource(lease, source);
    }

    public static Upload upload(Lease<?> lease, Upload target) {
        return target instanceof GuardedUpload ? target : new GuardedUpload(lease, target);
    }

    /** What is done with its elements is not on the plugin's account. */
    public static <T> Stream<T> stream(Lease<?> lease, Stream<T> elements) {
        return StreamSupport.stream(new GuardedElements<>(lease, elements.spliterator()), false)
                .onClose(() -> lease.runPart("close", elements, Stream::close));
    }
}
