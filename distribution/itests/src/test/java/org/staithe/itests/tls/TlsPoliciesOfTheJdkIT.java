// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests.tls;

@TlsOfTheJdk
class TlsPoliciesOfTheJdkIT extends TlsPoliciesIT {}
