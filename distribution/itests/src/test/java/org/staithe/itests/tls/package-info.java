// SPDX-License-Identifier: Apache-2.0
/** Tests of FTP within TLS against the assembled server: with real clients, with cruel ones, and with auditors. */
package org.staithe.itests.tls;
