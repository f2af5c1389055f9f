// SPDX-License-Identifier: Apache-2.0
/**
 * What every {@link org.staithe.tls.TlsMaterial} and every {@link org.staithe.tls.TlsProvider} must do, as tests; and
 * certificates for every test that needs one.
 */
package org.staithe.testkit.tls;
