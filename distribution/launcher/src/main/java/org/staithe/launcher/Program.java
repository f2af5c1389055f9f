// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.util.List;

/** A program in one of the bundles, which reads what it is given and ends. */
@FunctionalInterface
interface Program {

    /** What it said when it had ended. */
    record Said(int exitCode, String output) {}

    Said run(String input, List<String> arguments) throws IOException, InterruptedException;
}
