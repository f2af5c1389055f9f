// SPDX-License-Identifier: Apache-2.0
/** Requests and answers. */
package org.staithe.console.internal.web;
