// SPDX-License-Identifier: Apache-2.0
/** The health checks of the server, for our own tools and for those of Apache Felix. */
package org.staithe.health.internal.checks;
