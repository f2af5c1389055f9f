// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of what all listeners share. */
@ObjectClassDefinition(name = "Staithe server", description = "Threads, and patience with plugins")
@interface ServerConfig {
    @AttributeDefinition(
            description = "Threads that watch control connections; 0: one for each processor. Read at start only",
            min = "0",
            max = "64")
    int selectors() default 0;

    @AttributeDefinition(
            description = "Commands that may touch files or users at the same time",
            min = "1",
            max = "10000")
    int workers() default 64;

    @AttributeDefinition(description = "Logins that are judged at the same time", min = "1", max = "1000")
    int logins() default 16;

    @AttributeDefinition(
            description =
                    "Failed logins after which an address is shut out, until ten minutes after the last; 0: never",
            min = "0")
    int login_failures() default 100;

    @AttributeDefinition(
            description = "Transfers at the same time; one more is answered 425. Read at start only",
            min = "1",
            max = "100000")
    int transfers() default 2000;

    @AttributeDefinition(
            description = "Buffers of 1 MiB for uploads and TLS, outside of the heap. Read at start only",
            min = "1",
            max = "10000")
    int buffers() default 64;

    @AttributeDefinition(
            description = "Plain uploads go into files without a copy in memory, where the backend has files,"
                    + " on Linux and JDK 22 or newer")
    boolean uploads_zero_copy() default true;

    @AttributeDefinition(
            description = "Seconds that a call into a plugin may take; then its client is answered 451 or 425",
            min = "1",
            max = "3600")
    int call_seconds() default 30;

    @AttributeDefinition(
            description =
                    "Workers that may be in one plugin at the same time, fewer than workers;"
                            + " 0: three quarters of them. Transfers that wait for the plugin for more than a second count, too",
            min = "0",
            max = "9999")
    int call_threads() default 0;

    @AttributeDefinition(
            description = "Seconds that an authenticator or a user store may take; then the login is answered 421",
            min = "1",
            max = "3600")
    int login_call_seconds() default 10;

    @AttributeDefinition(
            description = "Logins that may be in one authenticator or user store at the same time, fewer than logins;"
                    + " 0: three quarters of them",
            min = "0",
            max = "999")
    int login_call_threads() default 0;

    @AttributeDefinition(
            description = "Calls in a row that take too long until a plugin is left alone for a while",
            min = "1",
            max = "1000")
    int breaker_failures() default 5;

    @AttributeDefinition(
            description = "Seconds that it is left alone, before one call tries whether it is well again",
            min = "0",
            max = "3600")
    int breaker_seconds() default 10;

    @AttributeDefinition(
            description = "Seconds that a plugin which is replaced may take to end its calls and transfers",
            min = "0",
            max = "3600")
    int swap_patience_seconds() default 10;

    @AttributeDefinition(
            description = "Seconds that a command waits for a plugin which is being replaced",
            min = "0",
            max = "60")
    int swap_grace_seconds() default 5;

    @AttributeDefinition(
            description = "Seconds that transfers may go on when the server is stopped",
            min = "0",
            max = "3600")
    int drain_seconds() default 10;
}
