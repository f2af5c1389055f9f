// SPDX-License-Identifier: Apache-2.0
package org.staithe.session;

/** How data are represented on the data connection (RFC 959 section 3.1.1). */
public enum RepresentationType {
    ASCII,
    IMAGE
}
