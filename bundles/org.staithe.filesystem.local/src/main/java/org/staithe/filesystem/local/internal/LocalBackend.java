// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
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
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.auth.Mount;
import org.staithe.auth.User;
import org.staithe.filesystem.FileSystemBackend;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.Space;
import org.staithe.filesystem.VirtualFileSystem;

/** Serves a folder of this machine. One configuration, one backend. */
@Component(
        immediate = true,
        configurationPid = "org.staithe.filesystem.local",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = LocalBackend.Config.class, factory = true)
public final class LocalBackend implements FileSystemBackend {

    private static final Logger log = LoggerFactory.getLogger(LocalBackend.class);

    /** Keys of {@code org.staithe.filesystem.local-NAME.cfg}. */
    @ObjectClassDefinition(
            name = "Staithe local file system",
            description = "A folder of this machine. Nothing outside of it can be reached.")
    public @interface Config {
        @AttributeDefinition(description = "The name that mounts of users refer to.")
        String staithe_backend_name() default "default";

        @AttributeDefinition(description = "The folder, an absolute path. It must be there.")
        String root() default "";

        @AttributeDefinition(
                description = "atomic: an upload is seen when it is complete, and the old file stands until then."
                        + " in-place: it is written right into the file.",
                options = {@Option(label = "atomic", value = "atomic"), @Option(label = "in place", value = "in-place")
                })
        String upload() default "atomic";

        @AttributeDefinition(
                description = "How many hours an upload that was cut short can be continued (atomic only)."
                        + " 0: it is deleted at once.",
                min = "0")
        int unfinished_keep_hours() default 24;

        @AttributeDefinition(
                description = "inside: symbolic links are followed that stay within the directory of the mount."
                        + " never: none is. The others are shown, but cannot be opened.",
                options = {@Option(label = "inside", value = "inside"), @Option(label = "never", value = "never")})
        String links() default "inside";

        @AttributeDefinition(description = "Whether the directory of a mount is made when a user first needs it.")
        boolean create_mount_directories() default true;
    }

    private final InstantSource clock;
    private final Owners owners = new Owners();
    private final KeptDirectories kept = new KeptDirectories();
    private volatile Folder folder; // replaced whole; sessions open their directories anew after a change

    /** The configuration, checked. */
    private record Folder(
            Path root, boolean followLinks, boolean createDirectories, Partials partials, Storing storing) {

        static Folder of(Config config, InstantSource clock) {
            if (config.staithe_backend_name().isBlank()) {
                throw new IllegalArgumentException("staithe.backend.name is empty: give the name that mounts refer to");
            }
            if (config.unfinished_keep_hours() < 0) {
                throw new IllegalArgumentException("unfinished.keep.hours = " + config.unfinished_keep_hours()
                        + ": must be 0 (delete at once) or a number of hours");
            }
            Partials partials = new Partials(Duration.ofHours(config.unfinished_keep_hours()), clock);
            boolean atomic = oneOf("upload", config.upload(), "atomic", "in-place");
            return new Folder(
                    folder(config.root()),
                    oneOf("links", config.links(), "inside", "never"),
                    config.create_mount_directories(),
                    partials,
                    atomic ? new AtomicStoring(partials) : new InPlaceStoring());
        }
    }

    @Activate
    public LocalBackend(Config config) {
        this(config, InstantSource.system());
    }

    LocalBackend(Config config, InstantSource clock) {
        this.clock = clock;
        this.folder = Folder.of(config, clock);
        if (!"UTF-8".equals(System.getProperty("sun.jnu.encoding"))) {
            log.warn(
                    "File names are {} here, not UTF-8: others cannot be used. Start the server with LC_ALL=C.UTF-8",
                    System.getProperty("sun.jnu.encoding"));
        }
    }

    /** Throws what the constructor would, and opens nothing. */
    static void check(Config config) {
        Folder.of(config, InstantSource.system());
    }

    /** A wrong value leaves everything as it was. */
    @Modified
    void modified(Config config) {
        folder = Folder.of(config, clock);
    }

    @Deactivate
    void deactivate() {
        kept.close();
    }

    @Override
    public VirtualFileSystem open(User user, Mount mount) throws IOException {
        Folder now = folder;
        Pathname directory = Pathname.of(mount.directory());
        OpenDirectory home = Failures.told(directory, () -> home(now, directory));
        return new LocalFiles(home, kept, now.followLinks(), user.name(), now.storing(), now.partials(), owners);
    }

    @Override
    public Optional<Space> space() throws IOException {
        FileStore store = Files.getFileStore(folder.root());
        return Optional.of(Space.of(store.getUsableSpace(), store.getTotalSpace()));
    }

    private OpenDirectory home(Folder folder, Pathname directory) throws IOException {
        // Looked up anew for each session: what is mounted over the folder later, later sessions see.
        try (OpenDirectory top = kept.at(folder.root())) {
            Walk walk = new Walk(top, kept, folder.followLinks());
            if (folder.createDirectories()) {
                for (int depth = 1; depth <= directory.names().size(); depth++) {
                    make(walk, new Pathname(directory.names().subList(0, depth)));
                }
            }
            try (Place place = walk.to(directory)) {
                return place.openDirectory(kept);
            }
        }
    }

    private static void make(Walk walk, Pathname directory) throws IOException {
        try (Place place = walk.to(directory)) {
            if (place.found().isEmpty()) {
                Files.createDirectory(place.directory().path(place.name()));
            }
        } catch (FileAlreadyExistsException e) {
            // another session of the user was faster
        }
    }

    private static Path folder(String configured) {
        if (configured.isEmpty()) {
            throw new IllegalArgumentException("root is not set: give the absolute path of a directory");
        }
        try {
            Path folder = Path.of(configured);
            if (!folder.isAbsolute()) {
                throw new IllegalArgumentException("root = " + configured + ": must be an absolute path");
            }
            if (!Files.isDirectory(folder)) {
                throw new IllegalArgumentException("root = " + configured + ": must be a directory that is there");
            }
            try (OpenDirectory open = OpenDirectory.at(folder)) {
                open.whereabouts();
            }
            return folder;
        } catch (InvalidPathException | IOException e) {
            throw new IllegalArgumentException("root = " + configured + ": cannot be used: " + e.getMessage(), e);
        }
    }

    private static boolean oneOf(String key, String value, String yes, String no) {
        if (!value.equals(yes) && !value.equals(no)) {
            throw new IllegalArgumentException(key + " = " + value + ": must be " + yes + " or " + no);
        }
        return value.equals(yes);
    }
}
