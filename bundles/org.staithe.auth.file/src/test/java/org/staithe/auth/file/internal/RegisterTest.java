// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.staithe.auth.ConsoleRole;
import org.staithe.auth.Secret;

class RegisterTest {

    private static final String TEXT = """
            # The people of the harbour.

            [ann]
            # since 2019
            password = $pbkdf2-sha256$1000$c3RhaXRoZXNhbHQ$WYopj/aHxhrKBeFbrULT2N.oeOU/bZShJBAGlsu3g7g
            mount./ = default:/ann read-write
            home = /
            """;

    @TempDir
    Path folder;

    private Path file;
    private Register register;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("users"), TEXT);
        register = new Register(file);
    }

    @Test
    void entriesAreAsTheyAreWrittenWithoutThePassword() throws IOException {
        assertThat(register.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.user().name()).isEqualTo("ann");
            assertThat(entry.hasPassword()).isTrue();
            assertThat(entry.settings())
                    .containsExactly(Map.entry("mount./", "default:/ann read-write"), Map.entry("home", "/"));
        });
    }

    @Test
    void aChangeTouchesOnlyItsLines() throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("mount./", "default:/ann read-only");
        settings.put("networks", "192.0.2.0/24");
        register.change("ann", settings);
        assertThat(Files.readString(file))
                .isEqualTo(TEXT.replace("read-write", "read-only")
                        .replace("[ann]\n", "[ann]\nnetworks = 192.0.2.0/24\n")
                        .replace("home = /\n", ""));
    }

    @Test
    void whatWouldBreakTheFileIsRefusedAndNothingChanges() throws IOException {
        assertThatThrownBy(() -> register.change("ann", Map.of("mount./", "default:/ann everything")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'everything' is not a permission");
        assertThatThrownBy(() -> register.add("bob", Map.of("home", "/\npassword = x"), Secret.of("long enough")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("control characters");
        assertThatThrownBy(() -> register.change("ann", Map.of("password", "x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> register.add("ann", Map.of(), Secret.of("long enough")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is there already");
        assertThat(Files.readString(file)).isEqualTo(TEXT);
    }

    @Test
    void usersOfAnotherServerMoveInWithTheirPasswords() throws IOException {
        String hash = "$apr1$c4pXk.9c$wb8MW5BqVq5ZqMrXvSVfP1";
        Map<String, String> hashes = new LinkedHashMap<>(Map.of("bob", hash));
        hashes.put("eve", "$2y$05$abcdefghijklmnopqrstuuY3KSzgVnpfFBNbBqmn0vdgIKO2B3lYC");
        register.addHashed(hashes, Map.of("mount./", "default:/home/{name} read-write"));
        assertThat(register.entries()).extracting(Object::toString).containsExactlyInAnyOrder("ann", "bob", "eve");
        assertThat(register.entries().stream()
                        .filter(entry -> entry.user().name().equals("bob"))
                        .findFirst()
                        .orElseThrow()
                        .settings())
                .containsEntry("mount./", "default:/home/bob read-write");
        assertThat(Files.readString(file)).startsWith(TEXT).contains("password = " + hash);
    }

    @Test
    void ofSeveralUsersAllMoveInOrNone() throws IOException {
        Map<String, String> hashes = new LinkedHashMap<>();
        hashes.put("bob", "$apr1$c4pXk.9c$wb8MW5BqVq5ZqMrXvSVfP1");
        hashes.put("eve", "{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=");
        assertThatThrownBy(() -> register.addHashed(hashes, Map.of("mount./", "default:/ read-only")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("eve: the forms in braces have no salt")
                .hasMessageNotContaining("W6ph5");
        hashes.remove("eve");
        hashes.put("ann", "$apr1$c4pXk.9c$wb8MW5BqVq5ZqMrXvSVfP1");
        assertThatThrownBy(() -> register.addHashed(hashes, Map.of("mount./", "default:/ read-only")))
                .hasMessageContaining("ann is there already");
        assertThat(Files.readString(file)).isEqualTo(TEXT);
    }

    @Test
    void somebodyIsAddedWithARoleAndRemoved() throws IOException {
        register.add("bob", Map.of("console", "operator"), Secret.of("long enough"));
        assertThat(register.entries().get(1).user().console()).hasValue(ConsoleRole.OPERATOR);
        assertThat(Files.readString(file)).contains("password = $argon2id$").doesNotContain("long enough");
        register.remove("bob");
        assertThat(register.entries()).hasSize(1);
    }
}
