// SPDX-License-Identifier: Apache-2.0
/** What the console knows of the running server: now, and of the last hour. */
package org.staithe.console.internal.live;
