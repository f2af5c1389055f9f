// SPDX-License-Identifier: Apache-2.0
/** Servers to compare with that need a main class of their own. */
@NullMarked
package org.staithe.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
