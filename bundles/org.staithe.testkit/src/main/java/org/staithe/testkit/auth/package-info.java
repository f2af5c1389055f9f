// SPDX-License-Identifier: Apache-2.0
/** What every {@link org.staithe.auth.Authenticator} and {@link org.staithe.auth.UserStore} must do, as tests. */
package org.staithe.testkit.auth;
