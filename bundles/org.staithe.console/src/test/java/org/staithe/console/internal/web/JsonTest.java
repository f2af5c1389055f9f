// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void valuesHaveTheirTypes() {
        Json json = Json.object()
                .with("text", "a")
                .with("number", 7)
                .with("truth", true)
                .with("nothing", Optional.empty())
                .with("list", Stream.of(Json.object().with("x", 1), Json.object()))
                .words("words", Stream.of("b", "c"))
                .numbers("numbers", new long[] {1, 2});
        assertThat(json)
                .hasToString("{\"text\":\"a\",\"number\":7,\"truth\":true,\"list\":[{\"x\":1},{}],"
                        + "\"words\":[\"b\",\"c\"],\"numbers\":[1,2]}");
    }

    @Test
    void nothingLeavesItsQuotes() {
        assertThat(Json.object().with("\"", "\"\\\n\r\u2028</script>\u0085"))
                .hasToString("{\"\\\"\":\"\\\"\\\\\\u000a\\u000d\\u2028\\u003c/script>\\u0085\"}");
    }
}
