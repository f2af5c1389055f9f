// SPDX-License-Identifier: Apache-2.0
/** Reads the feature files at build time; not part of the server. */
package org.staithe.features;
