// SPDX-License-Identifier: Apache-2.0
/** For tests of commands: the contract, exchanges without a server, and what comes of them. */
package org.staithe.testkit.command;
