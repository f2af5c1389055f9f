// SPDX-License-Identifier: Apache-2.0
package org.staithe.deploy.internal;

import java.util.List;
import java.util.Optional;
import org.staithe.deploy.Plugin;

/** A plugin as it was when somebody asked. */
record Listed(String symbolicName, String version, boolean shipped, Optional<String> problem, List<String> former)
        implements Plugin {}
