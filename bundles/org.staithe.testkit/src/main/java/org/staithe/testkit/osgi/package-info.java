// SPDX-License-Identifier: Apache-2.0
/** A real framework, for what only the framework can show. */
package org.staithe.testkit.osgi;
