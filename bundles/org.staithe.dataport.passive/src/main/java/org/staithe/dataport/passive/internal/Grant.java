// SPDX-License-Identifier: Apache-2.0
package org.staithe.dataport.passive.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import org.staithe.data.PassiveGrant;

/** A port that is lent; closed twice, it comes back once, or two clients would be given the same port. */
final class Grant implements PassiveGrant {

    private final InetSocketAddress bind;
    private final InetAddress advertised;
    private final PeerCheck peerCheck;
    private final Runnable giveBack;
    private final AtomicBoolean closed = new AtomicBoolean();

    Grant(InetSocketAddress bind, InetAddress advertised, PeerCheck peerCheck, Runnable giveBack) {
        this.bind = bind;
        this.advertised = advertised;
        this.peerCheck = peerCheck;
        this.giveBack = giveBack;
    }

    @Override
    public InetSocketAddress bind() {
        return bind;
    }

    @Override
    public InetAddress advertised() {
        return advertised;
    }

    @Override
    public boolean admits(InetAddress peer, InetAddress client) {
        return peerCheck.admits(peer, client);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            giveBack.run();
        }
    }
}
