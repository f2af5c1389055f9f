// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class UserLinesTest {

    @Test
    void namesAndHashesAreReadAndTheRestIsLeftOut() {
        UserLines lines = UserLines.read("""
                # from the old server
                ann:$apr1$salt$hash

                bob:$6$salt$hash:18000:0:99999:7:::
                daemon:*:18000:0:99999:7:::
                locked:!$6$salt$hash:18000::::::
                """);
        assertThat(lines.hashes())
                .containsExactly(Map.entry("ann", "$apr1$salt$hash"), Map.entry("bob", "$6$salt$hash"));
        assertThat(lines.withoutPassword()).containsExactly("daemon", "locked");
    }

    @Test
    void aLineThatIsNoneIsNamedByItsNumberAndNotShown() {
        assertThatThrownBy(() -> UserLines.read("ann:$6$a$b\nsecret of bob\n")).hasMessage("line 2: write NAME:HASH");
        assertThatThrownBy(() -> UserLines.read("ann:$6$a$b\nann:$6$c$d")).hasMessage("line 2: ann is there twice");
    }
}
