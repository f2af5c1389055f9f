// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Measures times or loads the machine: runs after all others, with nothing beside it.
 *
 * <p>Tests of JUnit 4 name it as their category instead, which makes the same tag.
 */
@Tag("org.staithe.itests.Alone")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Alone {}
