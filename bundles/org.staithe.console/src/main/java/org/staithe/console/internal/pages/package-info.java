// SPDX-License-Identifier: Apache-2.0
/** The pages, as far as the server makes them: what they ask for and do. */
package org.staithe.console.internal.pages;
