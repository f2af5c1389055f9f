// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.staithe.testkit.session.SampleSession;

class TapeTest {

    private final Tape tape =
            new Tape(SampleSession.builder().id("s1").user("ann").build(), () -> Tapes.ROOM);

    private static Happened command(int number, int code) {
        return new Happened(Instant.EPOCH, "command", "NOOP " + number, code, "text", 1, List.of());
    }

    @Test
    void theBeginningAndTheLatestAreKept() {
        for (int i = 0; i < 2000; i++) {
            tape.add(command(i, 200));
        }
        assertThat(tape.entries()).hasSize(Tape.BEGINNING + Tapes.ROOM);
        assertThat(tape.entries().get(Tape.BEGINNING - 1).text()).isEqualTo("NOOP 49");
        assertThat(tape.entries().get(Tape.BEGINNING).text()).isEqualTo("NOOP 1880");
        assertThat(tape.leftOut()).isEqualTo(1830);
    }

    @Test
    void theLastFailureIsKnown() {
        tape.add(command(1, 550));
        tape.add(command(2, 553));
        tape.add(command(3, 200));
        assertThat(tape.failures()).isEqualTo(2);
        assertThat(tape.lastFailure()).map(Happened::code).hasValue(553);
    }

    @Test
    void whoseItWasIsKnownAfterItsEnd() {
        tape.closed(Instant.EPOCH);
        assertThat(tape.facts().user()).isEqualTo("ann");
    }
}
