// SPDX-License-Identifier: Apache-2.0
/**
 * What bundles say about their configuration, and what is wrong in one.
 *
 * <p>The launcher asks before the server starts ({@code staithe check}), this bundle while it runs: both say the same.
 */
package org.staithe.config.metatype;
