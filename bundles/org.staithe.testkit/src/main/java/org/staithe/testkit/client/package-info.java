// SPDX-License-Identifier: Apache-2.0
/** A client that says and hears exactly what a test wants, over real sockets. */
package org.staithe.testkit.client;
