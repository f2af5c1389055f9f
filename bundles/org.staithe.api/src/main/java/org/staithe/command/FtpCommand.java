// SPDX-License-Identifier: Apache-2.0
package org.staithe.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;
import org.staithe.auth.Permission;

/**
 * Declares what a {@link Command} answers to and needs; the core checks it before each call.
 *
 * <p>As service properties: {@code staithe.command.verb}, {@code staithe.command.permission} and so on; every element
 * but the verb may be left out.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface FtpCommand {

    String PREFIX_ = "staithe.command.";

    /**
     * The verbs, in capitals: {@code "SIZE"}, {@code "SITE HELLO"}, {@code "OPTS MLST"}; more than one for aliases. With
     * {@code SITE} and {@code OPTS} the second word is part of the verb.
     */
    String[] verb();

    /**
     * What a user must be allowed in at least one mount, else 550. (The file system that the command gets checks each
     * path.)
     */
    Permission[] permission() default {};

    /**
     * Lines for {@code FEAT} (RFC 2389 section 3.2). Where the session has an {@link Exchange#option option} of the
     * line's first word, its value takes the place of the rest.
     */
    String[] feature() default {};

    /** For {@code HELP} and {@code SITE HELP}: the syntax, such as {@code "SIZE <path>"}. */
    String help() default "";

    Argument argument() default Argument.OPTIONAL;

    When when() default When.LOGGED_IN;

    /** Whether it may return a {@link Transfer}: without {@code PASV} or {@code PORT} before, it is answered 425. */
    boolean transfer() default false;
}
