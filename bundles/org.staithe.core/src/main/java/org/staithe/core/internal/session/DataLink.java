// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import java.time.Duration;
import java.util.Optional;
import org.staithe.command.ByteRange;
import org.staithe.core.internal.dtp.DataOpening;
import org.staithe.core.internal.dtp.DataProtection;
import org.staithe.session.RepresentationType;

/**
 * What the client has agreed upon for its next transfer: type, range, and where the data connection will be.
 *
 * <p>Set by the session's exchanges, one at a time; the opening is also closed by the thread of the deadlines.
 */
public final class DataLink {

    private volatile RepresentationType type = RepresentationType.ASCII;
    private ByteRange range = ByteRange.WHOLE;
    private boolean rangeUsed;
    private Optional<DataProtection> protection = Optional.empty();
    private boolean extendedOnly;
    private boolean bufferSizeSaid;
    private Optional<DataOpening> opening = Optional.empty(); // guarded by this
    private long openedNanos; // guarded by this
    private boolean ended; // guarded by this

    public RepresentationType type() {
        return type;
    }

    public void type(RepresentationType chosen) {
        this.type = chosen;
    }

    public void range(ByteRange chosen) {
        this.range = chosen;
    }

    /** The TLS of the next data connections; empty for {@code PROT C}. */
    public Optional<DataProtection> protection() {
        return protection;
    }

    public void protection(Optional<DataProtection> chosen) {
        this.protection = chosen;
    }

    /** {@code PBSZ} was said, so {@code PROT} may be (RFC 2228 section 3). */
    public void bufferSizeSaid() {
        this.bufferSizeSaid = true;
    }

    public boolean isBufferSizeSaid() {
        return bufferSizeSaid;
    }

    /** Which part of the file is meant; whoever asks uses it up at the end of the exchange. */
    public ByteRange useRange() {
        rangeUsed = true;
        return range;
    }

    /** Forgets the range once a command has used it. */
    void exchanged() {
        if (rangeUsed) {
            range = ByteRange.WHOLE;
            rangeUsed = false;
        }
    }

    /** Whether the client said {@code EPSV ALL}: no other way of opening is allowed any more (RFC 2428 section 4). */
    public boolean extendedOnly() {
        return extendedOnly;
    }

    public void requireExtended() {
        this.extendedOnly = true;
    }

    /** Agrees on a data connection; a former agreement is given up, and this one if the client has gone meanwhile. */
    public void agree(DataOpening next) {
        Optional<DataOpening> unused;
        synchronized (this) {
            unused = ended ? Optional.of(next) : opening;
            opening = ended ? Optional.empty() : Optional.of(next);
            openedNanos = System.nanoTime();
        }
        unused.ifPresent(DataOpening::close);
    }

    public synchronized boolean isAgreed() {
        return opening.isPresent();
    }

    /** Takes the agreement for a transfer: it serves one only (RFC 1123 section 4.1.2.6). */
    synchronized Optional<DataOpening> take() {
        Optional<DataOpening> taken = opening;
        opening = Optional.empty();
        return taken;
    }

    /** Gives up an agreement. */
    public void giveUp() {
        take().ifPresent(DataOpening::close);
    }

    /** The client has gone: nothing can be agreed upon any more. */
    void end() {
        synchronized (this) {
            ended = true;
        }
        giveUp();
    }

    /** Gives up an agreement that no transfer has taken for so long. */
    void giveUpAfter(Duration patience) {
        synchronized (this) {
            if (opening.isEmpty() || System.nanoTime() - openedNanos < patience.toNanos()) {
                return;
            }
        }
        giveUp();
    }

    /** Back to what holds for a new connection ({@code REIN}). */
    public void reset() {
        giveUp();
        type = RepresentationType.ASCII;
        range = ByteRange.WHOLE;
        rangeUsed = false;
        extendedOnly = false;
        protection = Optional.empty();
        bufferSizeSaid = false;
    }
}
