// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RowsTest {

    private Map<String, String> table = new TreeMap<>(Map.of("a", "{1}", "b", "{2}"));
    private long now = 0;
    private final Rows rows = new Rows(() -> new TreeMap<>(table), () -> now);

    private void second() {
        now += 1_000_000_000L;
    }

    @Test
    void whoComesIsToldAllAndThenWhatChanges() {
        Watch.Sight first = rows.after(-1);
        assertThat(first.data()).isEqualTo("{\"all\":true,\"rows\":[{1},{2}],\"gone\":[]}");

        table.put("b", "{3}");
        table.remove("a");
        second();

        assertThat(rows.after(first.number()).data()).isEqualTo("{\"rows\":[{3}],\"gone\":[\"a\"]}");
        assertThat(rows.after(-1).data()).isEqualTo("{\"all\":true,\"rows\":[{3}],\"gone\":[]}");
    }

    @Test
    void nothingNewHasTheSameNumber() {
        long first = rows.after(-1).number();
        second();
        assertThat(rows.after(first).number()).isEqualTo(first);
    }

    @Test
    void whoMissedAChangeIsToldAll() {
        long first = rows.after(-1).number();
        table.put("a", "{4}");
        second();
        rows.after(-1);
        table.put("b", "{5}");
        second();
        assertThat(rows.after(first).data()).startsWith("{\"all\":true");
    }
}
