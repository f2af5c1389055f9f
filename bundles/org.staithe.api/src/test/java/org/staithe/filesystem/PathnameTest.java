// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathnameTest {

    @ParameterizedTest
    @CsvSource({
        "../.., /",
        "../../../etc/passwd, /etc/passwd",
        "b, /home/a/b",
        "./b/../c, /home/a/c",
        "//x///y/, /x/y",
        "/, /",
        "..\\..\\x, /home/a/..\\..\\x",
        "%2e%2e/x, /home/a/%2e%2e/x",
        "..../x, /home/a/..../x",
        "' x ', '/home/a/ x '"
    })
    void resolvesWhatAClientTypes(String typed, String meant) {
        assertThat(Pathname.of("/home/a").resolve(typed)).hasToString(meant);
    }

    @Test
    void neverHoldsANameThatIsNone() {
        for (String name : List.of("", ".", "..", "a/b", "a\0b")) {
            assertThatThrownBy(() -> new Pathname(List.of(name))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void goesIntoAMountAndBack() {
        Pathname inside = Pathname.of("/in/x/y").from(Pathname.of("/in"));
        assertThat(inside).hasToString("/x/y");
        assertThat(inside.below(Pathname.of("/data"))).hasToString("/data/x/y");
        assertThat(Pathname.of("/inner").isWithin(Pathname.of("/in"))).isFalse();
    }

    @Test
    void parentOfTheRootIsTheRoot() {
        assertThat(Pathname.ROOT.parent()).isEqualTo(Pathname.ROOT);
    }
}
