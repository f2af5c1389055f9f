// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of the assembled folder: as bundles in a framework (Pax Exam), and as a process with clients that are real or
 * cruel. One server for each class; its tests keep to files and client addresses of their own.
 */
package org.staithe.itests;
