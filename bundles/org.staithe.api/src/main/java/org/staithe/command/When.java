// SPDX-License-Identifier: Apache-2.0
package org.staithe.command;

/** In which state of the session a command is allowed. */
public enum When {
    /** Also before login. */
    ALWAYS,
    /** Before login it is answered 530. */
    LOGGED_IN,
    /** For {@link org.staithe.auth.User#administrator() administrators}; for others it is answered 550. */
    ADMINISTRATOR
}
