// SPDX-License-Identifier: Apache-2.0
package org.staithe.command;

/** What a {@link Command} came to. */
public sealed interface Outcome permits Reply, Pending, Transfer {}
