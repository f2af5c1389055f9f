// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

/** What transfers borrow. */
record Stock(Buffers buffers, Pipes pipes) {}
