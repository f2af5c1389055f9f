// SPDX-License-Identifier: Apache-2.0
/** Who may enter the console, and what they may do there. */
package org.staithe.console.internal.access;
