// SPDX-License-Identifier: Apache-2.0
/**
 * Files that live in memory, for trials and tests.
 *
 * <p>The test that holds this backend to the contract lives in {@code org.staithe.testkit}, whose doubles are built on
 * these classes: the other way round, the build would go in a circle.
 */
package org.staithe.filesystem.memory.internal;
