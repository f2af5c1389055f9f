// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal;

import org.staithe.health.ServerHealth.Finding;
import org.staithe.health.ServerHealth.State;

/** Something that was looked at. */
record Observation(String name, State state, String text) implements Finding {}
