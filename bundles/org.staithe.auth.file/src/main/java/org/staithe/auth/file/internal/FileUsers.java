// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.auth.Authenticator;
import org.staithe.auth.Credentials;
import org.staithe.auth.Secret;
import org.staithe.auth.User;
import org.staithe.auth.UserEntry;
import org.staithe.auth.UserRegister;
import org.staithe.auth.UserStore;
import org.staithe.auth.Verdict;
import org.staithe.auth.file.internal.hash.PasswordHash;

/** Users in one readable file: judges their passwords and says what they may see. One configuration, one file. */
// Immediate: a bad configuration is told when it is read, not when the first client asks.
@Component(
        configurationPid = "org.staithe.auth.file",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = FileUsers.Config.class, factory = true)
public final class FileUsers implements Authenticator, UserStore, UserRegister {

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

        @AttributeDefinition(
                name = "Remember verified passwords (s)",
                description = "How long a login with the same password is spared the slow hash; 0: never. A change of"
                        + " the users file forgets at once.",
                min = "0",
                max = "3600")
        int verified_remember_seconds() default 60;
    }

    private static final Logger log = LoggerFactory.getLogger(FileUsers.class);

    /** What judges now; a change replaces it whole. */
    private record Bench(Path path, UsersFile file, PasswordCheck check, VerifiedPasswords verified) {}

    private final InstantSource clock;
    private volatile Bench bench; // written by SCR, one thread after another; read by anyone

    @Activate
    public FileUsers(Config config) {
        this(UsersSettings.of(config));
    }

    private FileUsers(UsersSettings settings) {
        this(
                settings.users(),
                new PasswordCheck(settings.verificationsAtOnce(), settings.verificationWait()),
                settings.remember(),
                InstantSource.system());
    }

    FileUsers(Path users, PasswordCheck check, Duration remember, InstantSource clock) {
        this.bench = new Bench(users, UsersFile.watched(users), check, new VerifiedPasswords(remember, clock));
        this.clock = clock;
    }

    /** A wrong value, or another file that cannot be used, leaves everything as it was. */
    @Modified
    void modified(Config config) {
        UsersSettings settings = UsersSettings.of(config);
        Bench former = bench;
        boolean same = settings.users().equals(former.path());
        UsersFile file = same ? former.file() : another(settings.users(), former.file());
        PasswordCheck check = former.check().changedTo(settings.verificationsAtOnce(), settings.verificationWait());
        bench = new Bench(settings.users(), file, check, new VerifiedPasswords(settings.remember(), clock));
        if (!same) {
            former.file().close();
        }
        log.info("Users are in {} from now on", settings.users());
    }

    @Deactivate
    void stop() {
        bench.file().close();
    }

    /**
     * One hash is computed for every name alike, known or not, so that the time does not tell them apart; only who shows
     * the right password again is spared it.
     */
    @Override
    public Verdict authenticate(Credentials credentials) throws IOException {
        Bench now = bench;
        Accounts accounts = now.file().accounts();
        Optional<Account> account = accounts.find(credentials.userName());
        PasswordHash hash = account.flatMap(Account::password).orElse(accounts.decoy());
        Secret password = credentials.password();
        boolean matches = now.verified().matches(accounts, credentials.userName(), password, () -> now.check()
                .matches(hash, password));
        return account.map(known -> known.judge(matches, credentials.peer().getAddress(), clock.instant()))
                .orElseGet(Verdict.Abstained::new);
    }

    @Override
    public Optional<User> find(String userName) {
        return bench.file().accounts().find(userName).map(Account::user);
    }

    @Override
    public String place() {
        return register().place();
    }

    @Override
    public List<UserEntry> entries() throws IOException {
        return register().entries();
    }

    @Override
    public void add(String name, Map<String, String> settings, Secret password) throws IOException {
        register().add(name, settings, password);
    }

    @Override
    public void change(String name, Map<String, String> settings) throws IOException {
        register().change(name, settings);
    }

    @Override
    public void addHashed(Map<String, String> hashes, Map<String, String> settings) throws IOException {
        register().addHashed(hashes, settings);
    }

    @Override
    public void changePassword(String name, Secret password) throws IOException {
        register().changePassword(name, password);
    }

    @Override
    public void remove(String name) throws IOException {
        register().remove(name);
    }

    private Register register() {
        return new Register(bench.path());
    }

    /** Where somebody can log in, a file that lets nobody in must not take over. */
    private static UsersFile another(Path users, UsersFile former) {
        if (!former.hasBeenRead()) {
            return UsersFile.watched(users);
        }
        try {
            return UsersFile.watchedIfGood(users);
        } catch (NoSuchFileException e) {
            throw refused(users, "there is no such file", e);
        } catch (BrokenUsersException | IOException e) {
            throw refused(users, String.valueOf(e.getMessage()), e);
        }
    }

    private static IllegalArgumentException refused(Path users, String reason, Exception cause) {
        return new IllegalArgumentException(
                "users = " + users + ": write the path of a users file that can be read and is in order (" + reason
                        + ")",
                cause);
    }
}
