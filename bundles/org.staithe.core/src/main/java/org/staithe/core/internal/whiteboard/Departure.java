// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

import java.time.Duration;

/**
 * A service has left.
 *
 * @param leases how many there were when it began to leave
 * @param waited how long the longest of them took
 * @param graceful whether they ended by themselves
 * @param aborted how many were ended otherwise
 */
public record Departure(Berth<?> berth, int leases, Duration waited, boolean graceful, int aborted) {}
