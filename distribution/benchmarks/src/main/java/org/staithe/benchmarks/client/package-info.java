// SPDX-License-Identifier: Apache-2.0
/** An FTP client that notices everything: a reply that is not expected is an exception. */
@NullMarked
package org.staithe.benchmarks.client;

import org.jspecify.annotations.NullMarked;
