// SPDX-License-Identifier: Apache-2.0
package org.staithe.deploy.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import org.staithe.deploy.internal.FormerVersions.Kept;

class FormerVersionsTest {

    private static final String BOAT = "org.boat";

    @TempDir
    Path folder;

    private FormerVersions versions;

    @BeforeEach
    void begin() {
        versions = new FormerVersions(folder.resolve("former"));
    }

    @Test
    void theLatestIsTheFirstToGoBackTo() throws IOException {
        keep("1.0.0", "2.0.0.with_qualifier", "3.0.0");
        assertThat(before("3.0.0")).containsExactly("2.0.0.with_qualifier", "1.0.0");
        Kept kept = versions.before(BOAT, fingerprint("3.0.0")).get(0);
        assertThat(kept.path()).hasContent("2.0.0.with_qualifier");
    }

    @Test
    void onlySoManyAreKept() throws IOException {
        keep("1.0.0", "2.0.0", "3.0.0", "4.0.0", "5.0.0", "6.0.0");
        assertThat(before("6.0.0")).containsExactly("5.0.0", "4.0.0", "3.0.0", "2.0.0");
    }

    @Test
    void whatComesBackIsTheLatestAgainAndKeptOnce() throws IOException {
        keep("1.0.0", "2.0.0", "2.0.0", "1.0.0");
        assertThat(before("1.0.0")).containsExactly("2.0.0");
    }

    @Test
    void whatIsForgottenIsGone() throws IOException {
        keep("1.0.0", "2.0.0", "3.0.0");
        versions.forget(BOAT, fingerprint("3.0.0"));
        assertThat(before("2.0.0")).containsExactly("1.0.0");
        versions.forget(BOAT);
        assertThat(before("2.0.0")).isEmpty();
        assertThat(versions.all("org.unknown")).isEmpty();
    }

    private void keep(String... contents) throws IOException {
        for (String version : contents) {
            Path jar = Files.writeString(folder.resolve("boat.jar"), version);
            versions.keep(new PluginJar(jar, BOAT, Version.parseVersion(version), fingerprint(version), false));
        }
    }

    private List<String> before(String version) throws IOException {
        return versions.before(BOAT, fingerprint(version)).stream()
                .map(Kept::version)
                .toList();
    }

    /** A hexadecimal number, as of real content. */
    private static String fingerprint(String content) {
        return Integer.toHexString(content.hashCode());
    }
}
