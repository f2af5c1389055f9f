// SPDX-License-Identifier: Apache-2.0
/** What was logged while a test ran. */
package org.staithe.testkit.log;
