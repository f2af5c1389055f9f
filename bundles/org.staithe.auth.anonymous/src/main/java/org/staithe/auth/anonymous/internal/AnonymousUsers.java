// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.anonymous.internal;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.auth.Authenticator;
import org.staithe.auth.Credentials;
import org.staithe.auth.Limits;
import org.staithe.auth.Mount;
import org.staithe.auth.Permission;
import org.staithe.auth.User;
import org.staithe.auth.UserStore;
import org.staithe.auth.Verdict;
import org.staithe.filesystem.Pathname;

/**
 * Lets anybody in as {@code anonymous} or {@code ftp}, RFC 1635. Off unless configured.
 *
 * <p>Whatever password a client gives is accepted and forgotten: it may be somebody's real one, sent astray.
 */
// Immediate: a bad configuration is told when it is read, not when the first client asks.
@Component(
        configurationPid = "org.staithe.auth.anonymous",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = AnonymousUsers.Config.class)
public final class AnonymousUsers implements Authenticator, UserStore {

    // One user under both names, so that both share its limits.
    private static final String NAME = "anonymous";
    private static final String OTHER_NAME = "ftp";

    // A drop box: nobody sees, fetches, replaces or extends what others left there.
    private static final Set<Permission> DROP = EnumSet.of(Permission.ENTER, Permission.STORE);

    /** See the descriptions. */
    @ObjectClassDefinition(name = "Staithe anonymous access", description = "Anybody may fetch from one directory")
    public @interface Config {

        @AttributeDefinition(name = "Backend", description = "Name of the backend that anonymous users see")
        String backend() default "default";

        @AttributeDefinition(
                name = "Directory",
                description = "Absolute path within the backend that anonymous users see as /, such as /pub")
        String directory() default "";

        @AttributeDefinition(
                name = "Incoming",
                description = "Absolute path as anonymous users see it, such as /incoming, of a directory that takes"
                        + " new files and shows none. Empty: no uploads.",
                required = false)
        String incoming() default "";

        @AttributeDefinition(
                name = "Sessions",
                description = "Anonymous sessions at the same time; 0: no limit",
                min = "0",
                max = "1000000")
        int sessions() default 20;

        @AttributeDefinition(name = "Download rate (KiB/s)", description = "Of one download; 0: no limit", min = "0")
        int download_kib_per_second() default 0;

        @AttributeDefinition(name = "Upload rate (KiB/s)", description = "Of one upload; 0: no limit", min = "0")
        int upload_kib_per_second() default 0;

        @AttributeDefinition(name = "Upload size (MiB)", description = "Of one uploaded file; 0: no limit", min = "0")
        int upload_mib() default 1024;
    }

    private static final Logger log = LoggerFactory.getLogger(AnonymousUsers.class);

    private volatile User user; // written by SCR; read by anyone

    @Activate
    public AnonymousUsers(Config config) {
        user = user(config);
    }

    /** A wrong value leaves everything as it was. */
    @Modified
    void modified(Config config) {
        user = user(config);
        log.info("Anonymous access is reconfigured");
    }

    @Override
    public Verdict authenticate(Credentials credentials) {
        return knows(credentials.userName()) ? new Verdict.Accepted(NAME) : new Verdict.Abstained();
    }

    @Override
    public Optional<User> find(String userName) {
        return knows(userName) ? Optional.of(user) : Optional.empty();
    }

    static User user(Config config) {
        String directory = path("directory", config.directory());
        User.Builder builder = User.named(NAME)
                .mount(Mount.of(backend(config.backend()))
                        .directory(directory)
                        .permissions(Permission.READ_ONLY)
                        .build())
                .limits(Limits.builder()
                        .sessions(within("sessions", config.sessions(), 1_000_000))
                        .downloadRate(1024L * within("download.kib.per.second", config.download_kib_per_second()))
                        .uploadRate(1024L * within("upload.kib.per.second", config.upload_kib_per_second()))
                        .uploadSize(1024L * 1024 * within("upload.mib", config.upload_mib()))
                        .build());
        if (!config.incoming().isEmpty()) {
            Pathname incoming = Pathname.of(path("incoming", config.incoming()));
            if (incoming.isRoot()) {
                throw new IllegalArgumentException(
                        "incoming = /: the drop box shows nothing; write a directory below /, such as /incoming");
            }
            builder.mount(Mount.of(config.backend())
                    .at(incoming.toString())
                    .directory(incoming.below(Pathname.of(directory)).toString())
                    .permissions(DROP)
                    .build());
        }
        return builder.build();
    }

    private static boolean knows(String userName) {
        return userName.equalsIgnoreCase(NAME) || userName.equalsIgnoreCase(OTHER_NAME);
    }

    private static String backend(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("backend = " + name + ": write the name of a backend, such as default");
        }
        return name;
    }

    private static String path(String key, String text) {
        if (!text.startsWith("/") || !Pathname.of(text).toString().equals(text)) {
            throw new IllegalArgumentException(
                    key + " = " + text + ": write an absolute path without //, . or .., such as /pub");
        }
        return text;
    }

    private static int within(String key, int value) {
        return within(key, value, Integer.MAX_VALUE);
    }

    private static int within(String key, int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(key + " = " + value + ": write a number from 0 (no limit) to " + most);
        }
        return value;
    }
}
