// SPDX-License-Identifier: Apache-2.0
/** {@code run}: the same work for Staithe and its peers, and what it costs each of them. */
@NullMarked
package org.staithe.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
