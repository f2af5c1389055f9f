// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.staithe.session.Session;
import org.staithe.testkit.session.SampleSession;

class TapesTest {

    private Instant now = Instant.EPOCH;
    private final Set<String> there = new HashSet<>();
    private final Tapes tapes = new Tapes(() -> now, () -> Optional.of(there));
    private final Session session = SampleSession.builder().id("s1").user("ann").build();

    @Test
    void aSessionWhoseEndWasLostIsEndedAfterAWhile() {
        there.add("s1");
        tapes.begin(session).add(Happened.that(now, "connected", ""));
        now = now.plusSeconds(3600);
        assertThat(tapes.all()).singleElement().satisfies(tape -> assertThat(tape.closed())
                .isEmpty());

        there.clear();
        assertThat(tapes.all()).singleElement().satisfies(tape -> {
            assertThat(tape.closed()).hasValue(now);
            assertThat(tape.entries().get(1).text()).isEqualTo("its end was not told");
        });
    }

    @Test
    void amongManySessionsTapesAreShort() {
        Tape tape = tapes.begin(session);
        record(tape, 400);
        assertThat(tape.entries()).hasSize(Tape.BEGINNING + Tapes.ROOM);
        for (int i = 0; i < 1000; i++) {
            tapes.begin(SampleSession.builder().id("other" + i).build());
        }
        record(tape, 1);
        assertThat(tape.entries()).hasSize(Tape.BEGINNING + Tapes.ROOM_AMONG_MANY);
    }

    private void record(Tape tape, int events) {
        for (int i = 0; i < events; i++) {
            tape.add(Happened.that(now, "command", "NOOP"));
        }
    }

    @Test
    void anEndThatIsOnItsWayIsWaitedFor() {
        tapes.begin(session).add(Happened.that(now, "connected", ""));
        now = now.plusSeconds(10);
        assertThat(tapes.all().get(0).closed()).isEmpty();
    }

    @Test
    void anEndThatComesLateMakesNoSecondTape() {
        tapes.begin(session).add(Happened.that(now, "connected", ""));
        now = now.plusSeconds(3600);
        assertThat(tapes.all()).hasSize(1);
        tapes.end(session, "bye");
        assertThat(tapes.all()).hasSize(1);
    }
}
