// SPDX-License-Identifier: Apache-2.0
/** What every {@link org.staithe.tls.TlsMaterial} must do, as tests; and certificates for every test that needs one. */
package org.staithe.testkit.tls;
