// SPDX-License-Identifier: Apache-2.0
/** Hot swap, proven: every kind of plugin is replaced under load, and nothing may be lost. */
@NullMarked
package org.staithe.benchmarks.swap;

import org.jspecify.annotations.NullMarked;
