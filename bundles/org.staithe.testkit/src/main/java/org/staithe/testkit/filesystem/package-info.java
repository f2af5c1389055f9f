// SPDX-License-Identifier: Apache-2.0
/** What every file system must hold to, and one that fails to order. */
package org.staithe.testkit.filesystem;
