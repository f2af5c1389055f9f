// SPDX-License-Identifier: Apache-2.0
/** The contracts of the two port policies, and a request to ask them with. */
package org.staithe.testkit.data;
