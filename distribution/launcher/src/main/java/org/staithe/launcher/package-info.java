// SPDX-License-Identifier: Apache-2.0
/** What {@code bin/staithe} runs: the framework with the bundles of this installation, and the tools around it. */
package org.staithe.launcher;
