// SPDX-License-Identifier: Apache-2.0
/** The contract of session listeners, and sessions, transfers and answers to show to plugins under test. */
package org.staithe.testkit.session;
