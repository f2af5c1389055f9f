// SPDX-License-Identifier: Apache-2.0
/** Configurations for components that are tested without a framework. */
package org.staithe.testkit.config;
