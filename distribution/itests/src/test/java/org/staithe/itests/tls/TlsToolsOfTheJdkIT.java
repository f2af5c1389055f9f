// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests.tls;

@TlsOfTheJdk
class TlsToolsOfTheJdkIT extends TlsToolsIT {}
