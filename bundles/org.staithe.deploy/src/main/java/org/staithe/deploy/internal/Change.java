// SPDX-License-Identifier: Apache-2.0
package org.staithe.deploy.internal;

import java.time.Duration;
import java.util.Optional;
import org.staithe.deploy.Swap;

/** A change that was made. */
record Change(String symbolicName, Optional<String> from, Optional<String> to, Duration took) implements Swap {}
