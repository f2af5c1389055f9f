// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.verbs;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.staithe.core.internal.dtp.DataOpening;
import org.staithe.core.internal.whiteboard.Lease;

/** An opening on a grant of a plugin: the plugin is kept until the grant has been given back. */
record LeasedOpening(DataOpening opening, Lease<?> lease) implements DataOpening {

    @Override
    public SocketChannel open(Duration patience) throws IOException {
        return opening.open(patience);
    }

    @Override
    public boolean passive() {
        return opening.passive();
    }

    @Override
    public InetSocketAddress address() {
        return opening.address();
    }

    @Override
    public void close() {
        opening.close();
        lease.close();
    }
}
