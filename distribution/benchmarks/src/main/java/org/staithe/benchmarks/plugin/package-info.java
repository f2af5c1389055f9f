// SPDX-License-Identifier: Apache-2.0
/** A bundle that goes into the server under test, so that an administrator can swap its bundles by FTP. */
@NullMarked
package org.staithe.benchmarks.plugin;

import org.jspecify.annotations.NullMarked;
