// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.data;

import java.net.InetAddress;
import org.staithe.data.DataRequest;
import org.staithe.session.Session;
import org.staithe.testkit.session.SampleSession;

/** A request for a data connection. Immutable. */
public record SampleDataRequest(Session session, boolean extended) implements DataRequest {

    /** {@code EPSV} or {@code EPRT} of a client at this address that reached the server at that one. */
    public static SampleDataRequest extended(InetAddress client, InetAddress server) {
        return new SampleDataRequest(SampleSession.between(client, server), true);
    }

    /** {@code PASV} or {@code PORT} of a client at this address that reached the server at that one. */
    public static SampleDataRequest plain(InetAddress client, InetAddress server) {
        return new SampleDataRequest(SampleSession.between(client, server), false);
    }
}
