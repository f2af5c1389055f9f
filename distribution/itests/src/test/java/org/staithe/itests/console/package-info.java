// SPDX-License-Identifier: Apache-2.0
/** The web console, in a real browser and under attack. */
package org.staithe.itests.console;
