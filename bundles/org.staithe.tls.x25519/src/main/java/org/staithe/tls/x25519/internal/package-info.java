// SPDX-License-Identifier: Apache-2.0
/** X25519 (RFC 7748) for the TLS of the JDK. */
@NullMarked
package org.staithe.tls.x25519.internal;

import org.jspecify.annotations.NullMarked;
