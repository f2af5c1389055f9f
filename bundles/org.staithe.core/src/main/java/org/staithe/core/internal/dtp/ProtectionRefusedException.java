// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import javax.net.ssl.SSLException;

/** The TLS of a data connection is not good enough for this session: 522. */
public final class ProtectionRefusedException extends SSLException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * Makes one.
     *
     * @param reason the client is told
     */
    public ProtectionRefusedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
