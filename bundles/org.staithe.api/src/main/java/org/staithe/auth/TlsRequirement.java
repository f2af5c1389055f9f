// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth;

/** What of a user's traffic must be protected by TLS (RFC 4217). Each demands what those before it demand. */
public enum TlsRequirement {
    NONE,
    /** The control connection, before the password is sent. */
    LOGIN,
    /** The data connections, too. */
    DATA
}
