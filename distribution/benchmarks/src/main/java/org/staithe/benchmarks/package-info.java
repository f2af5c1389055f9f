// SPDX-License-Identifier: Apache-2.0
/** Demonstrations against a whole server: what is claimed of it can be repeated by anybody. */
@NullMarked
package org.staithe.benchmarks;

import org.jspecify.annotations.NullMarked;
