// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import java.nio.charset.StandardCharsets;
import org.osgi.service.component.annotations.Component;
import org.staithe.auth.file.internal.hash.PasswordHash;
import org.staithe.deploy.SelfCheck;

/** Checks a password against a hash of the argon2 tool: without its library, the bundle starts and lets nobody in. */
@Component
public final class KnownPassword implements SelfCheck {

    // With 256 KiB: what is checked is whether it works, not whether it is strong.
    private static final String HASH = "$argon2id$v=19$m=256,t=3,p=4$c2FsdHNhbHQ$ELmyP3z2W2I6EhuCf47RIw";
    private static final String PASSWORD = "gr\u00fcn & blau";

    @Override
    public void check() {
        if (!PasswordHash.of(HASH).matches(PASSWORD.getBytes(StandardCharsets.UTF_8))) {
            throw new IllegalStateException("a known password does not match its argon2id hash");
        }
    }
}
