// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UsersTextTest {

    private static final String FILE = """
            # The users of the yard.

            # Ann does the books.
            [ann]
            password = x
            # since March
            home = /ann
            # limits.sessions = 4

            # --- the yard ---

            # Bob drives.
            [bob]
            home = /bob
            """;

    @Test
    void aSectionIsAddedAtTheEnd() {
        UsersText text = new UsersText(FILE);

        text.add("eve", List.of("home = /eve"));

        assertThat(text).hasToString(FILE + "\n[eve]\nhome = /eve\n");
    }

    @Test
    void anEmptyFileGetsAPreface() {
        UsersText text = new UsersText("");

        text.add("eve", List.of("home = /eve"));

        assertThat(text.toString()).startsWith("# Users of this server").endsWith("\n\n[eve]\nhome = /eve\n");
    }

    @Test
    void aKeyIsChangedInItsPlace() {
        UsersText text = new UsersText(FILE);

        text.set("ann", "password", "y");

        assertThat(text).hasToString(FILE.replace("password = x", "password = y"));
    }

    @Test
    void aKeyThatIsMissingIsPutFirst() {
        UsersText text = new UsersText(FILE);

        text.set("bob", "password", "y");

        assertThat(text).hasToString(FILE.replace("[bob]\n", "[bob]\npassword = y\n"));
    }

    @Test
    void aSectionGoesWithItsOwnRemarksAndWithNobodyElses() {
        UsersText text = new UsersText(FILE);

        text.remove("ann");

        assertThat(text).hasToString("""
                # The users of the yard.

                # --- the yard ---

                # Bob drives.
                [bob]
                home = /bob
                """);
    }

    @Test
    void theLastSectionCanGo() {
        UsersText text = new UsersText(FILE);

        text.remove("bob");

        assertThat(text.toString()).endsWith("# --- the yard ---\n\n").doesNotContain("Bob", "bob");
    }

    @Test
    void aRemarkDirectlyAboveTheNextHeaderIsTheNextOnes() {
        UsersText text = new UsersText("# top\n[ann]\nhome = /\n# Bob drives.\n[bob]\n");

        text.remove("ann");

        assertThat(text).hasToString("# top\n# Bob drives.\n[bob]\n");
    }

    @Test
    void lineEndsStayAsTheyWere() {
        UsersText text = new UsersText("[ann]\r\nhome = /\r\n");

        text.set("ann", "password", "y");
        text.add("bob", List.of("home = /"));

        assertThat(text).hasToString("[ann]\r\npassword = y\r\nhome = /\r\n\r\n[bob]\r\nhome = /\r\n");
    }
}
