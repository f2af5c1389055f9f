// SPDX-License-Identifier: Apache-2.0
/** TLS (RFC 8446, RFC 5246) by BoringSSL, through Netty's engine. */
@NullMarked
package org.staithe.tls.boringssl.internal;

import org.jspecify.annotations.NullMarked;
