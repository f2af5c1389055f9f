// SPDX-License-Identifier: Apache-2.0
package org.staithe.command;

/** Whether a command takes an argument; what does not fit is answered 501. */
public enum Argument {
    NONE,
    OPTIONAL,
    REQUIRED
}
