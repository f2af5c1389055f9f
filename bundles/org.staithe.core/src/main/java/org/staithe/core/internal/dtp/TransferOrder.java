// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.time.Duration;
import java.util.Optional;
import org.staithe.command.ByteRange;
import org.staithe.command.Transfer;
import org.staithe.session.RepresentationType;

/**
 * Everything that one transfer needs.
 *
 * @param verb the command that asked for it
 * @param range its length cuts a {@link Transfer.Send}; its offset is for the report
 * @param bytesPerSecond 0 for no limit
 * @param sizeLimit bytes that a {@link Transfer.Receive} may bring; 0 for no limit
 * @param connectPatience how long to wait for the data connection, and for its TLS handshake
 * @param stallPatience how long a transfer may make no progress
 */
public record TransferOrder(
        String verb,
        Transfer transfer,
        DataOpening opening,
        RepresentationType type,
        ByteRange range,
        Optional<DataProtection> protection,
        long bytesPerSecond,
        long sizeLimit,
        Duration connectPatience,
        Duration stallPatience) {}
