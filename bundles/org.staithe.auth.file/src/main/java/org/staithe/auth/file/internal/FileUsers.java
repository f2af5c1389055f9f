// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.staithe.auth.Authenticator;
import org.staithe.auth.Credentials;
import org.staithe.auth.User;
import org.staithe.auth.UserStore;
import org.staithe.auth.Verdict;
import org.staithe.auth.file.internal.hash.PasswordHash;

/** Users in one readable file: judges their passwords and says what they may see. One configuration, one file. */
@Component(configurationPid = "org.staithe.auth.file", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = FileUsers.Config.class, factory = true)
public final class FileUsers implements Authenticator, UserStore {

    /** See the descriptions. */
    @ObjectClassDefinition(name = "Staithe users file", description = "Users in a text file that applies when saved")
    public @interface Config {

        @AttributeDefinition(name = "Users file", description = "Absolute path of the file. It need not exist yet.")
        String users() default "";

        @AttributeDefinition(
                name = "Verifications at once",
                description = "Passwords that are checked at the same time; each takes a core and 19 MiB",
                min = "1",
                max = "64")
        int verifications_at_once() default 2;

        @AttributeDefinition(
                name = "Verification wait (s)",
                description = "How long a login waits for its turn; then the client is told to try again",
                min = "1",
                max = "60")
        int verification_wait_seconds() default 5;
    }

    private final UsersFile file;
    private final PasswordCheck check;
    private final InstantSource clock;

    @Activate
    public FileUsers(Config config) {
        this(
                path(config.users()),
                new PasswordCheck(
                        within("verifications.at.once", config.verifications_at_once(), 64),
                        Duration.ofSeconds(
                                within("verification.wait.seconds", config.verification_wait_seconds(), 60))),
                InstantSource.system());
    }

    FileUsers(Path users, PasswordCheck check, InstantSource clock) {
        this.file = UsersFile.watched(users);
        this.check = check;
        this.clock = clock;
    }

    @Deactivate
    void stop() {
        file.close();
    }

    /** One hash is computed for every name alike, known or not, so that the time does not tell them apart. */
    @Override
    public Verdict authenticate(Credentials credentials) throws IOException {
        Accounts accounts = file.accounts();
        Optional<Account> account = accounts.find(credentials.userName());
        PasswordHash hash = account.flatMap(Account::password).orElse(accounts.decoy());
        boolean matches = check.matches(hash, credentials.password());
        return account.map(known -> known.judge(matches, credentials.peer().getAddress(), clock.instant()))
                .orElseGet(Verdict.Abstained::new);
    }

    @Override
    public Optional<User> find(String userName) {
        return file.accounts().find(userName).map(Account::user);
    }

    private static Path path(String text) {
        String expected = ": write the absolute path of a file, such as /etc/staithe/users.ini";
        try {
            Path path = Path.of(text);
            if (path.isAbsolute() && !Files.isDirectory(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("users = " + text + expected, e);
        }
        throw new IllegalArgumentException("users = " + text + expected);
    }

    private static int within(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(key + " = " + value + ": write a number from 1 to " + most);
        }
        return value;
    }
}
