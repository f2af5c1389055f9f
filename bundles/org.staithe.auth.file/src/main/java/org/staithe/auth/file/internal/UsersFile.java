// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts of a users file, kept up to date while people edit it.
 *
 * <p>The file is looked at four times a second and read once it has stayed the same for two looks: an editor that
 * writes in place is not caught half way. Looking, not a watch service: it works over network file systems, through
 * symbolic links and for a folder that does not exist yet.
 *
 * <p>A file that is broken, unreadable or gone changes nothing: the accounts that were read last stay.
 */
final class UsersFile implements Closeable {

    private static final Logger log = LoggerFactory.getLogger(UsersFile.class);
    private static final long LOOK_MILLIS = 250;
    private static final long PATIENCE_MILLIS = 1_000;

    private final Path path;
    private final ScheduledExecutorService looking;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition dealtWith = lock.newCondition();

    // written by the looking thread only (and its maker); read by anyone
    private volatile Accounts accounts = Accounts.NONE;
    private volatile Stamp current = Stamp.ABSENT;

    // used by the looking thread only (and its maker)
    private Stamp previous = Stamp.ABSENT;
    private boolean readAgain;
    private String complaint = "";

    /** Reads the file, once. */
    UsersFile(Path path) {
        this(path, Accounts.NONE, Stamp.ABSENT);
        readIfChanged(true);
    }

    private UsersFile(Path path, Accounts accounts, Stamp stamp) {
        this.path = path;
        this.looking = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "users file " + path.getFileName());
            thread.setDaemon(true);
            return thread;
        });
        this.accounts = accounts;
        this.current = stamp;
        this.previous = stamp;
    }

    /** Reads the file, now and whenever it has changed. */
    static UsersFile watched(Path path) {
        return new UsersFile(path).watch();
    }

    /**
     * Reads the file, now and whenever it has changed, if it can be used now.
     *
     * @throws BrokenUsersException if it has mistakes
     * @throws IOException if it cannot be read, or is not there
     */
    static UsersFile watchedIfGood(Path path) throws IOException, BrokenUsersException {
        Stamp stamp = Stamp.of(path); // before reading: what is written meanwhile is seen at the next look
        Accounts accounts = UsersParser.parse(Files.readAllBytes(path));
        UsersFile file = new UsersFile(path, accounts, stamp);
        file.tell(stamp);
        return file.watch();
    }

    private UsersFile watch() {
        looking.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return this;
    }

    /** Whether it was good at least once. */
    boolean hasBeenRead() {
        return accounts != Accounts.NONE;
    }

    /** The accounts as they are now; just after an edit it waits, for a moment, until the edit applies. */
    Accounts accounts() {
        try {
            Stamp now = Stamp.of(path);
            if (!now.equals(current)) {
                awaitReading(now);
            }
        } catch (IOException e) {
            log.debug("Cannot look at {}; the accounts read last are used", path, e);
        }
        return accounts;
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }

    /** Reads the file if it has changed and is as it was at the last look. */
    void look() {
        readIfChanged(false);
    }

    private void readIfChanged(boolean atOnce) {
        try {
            Stamp now = Stamp.of(path);
            boolean settled = atOnce || now.equals(previous);
            previous = now;
            if (settled && (atOnce || readAgain || !now.equals(current))) {
                readAgain = false;
                try {
                    read(now);
                } finally {
                    announce(now);
                }
            }
        } catch (IOException e) {
            readAgain = true;
            complain("cannot be read (" + e + ")");
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            log.error("Looking at the users file {} failed", path, e);
        }
    }

    private void read(Stamp stamp) throws IOException {
        if (!stamp.present()) {
            if (!hasBeenRead()) {
                log.warn("Users file {} does not exist: nobody can log in by it until it does", path);
            } else {
                complain("is gone");
            }
            return;
        }
        try {
            accounts = UsersParser.parse(Files.readAllBytes(path));
            complaint = "";
            tell(stamp);
        } catch (BrokenUsersException e) {
            complain(e.problems().stream()
                    .map(Problem::toString)
                    .collect(Collectors.joining("\n  ", "is refused as a whole:\n  ", "\n")));
            warnIfOthersCanRead(stamp);
        }
    }

    private void tell(Stamp stamp) {
        log.info("Users file {}: {} users", path, accounts.all().size());
        warnIfOthersCanRead(stamp);
    }

    private void warnIfOthersCanRead(Stamp stamp) {
        if (stamp.readableByOthers()) {
            log.warn("Users file {} can be read by every user of this machine: chmod o-r it", path);
        }
    }

    private void awaitReading(Stamp stamp) {
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
            while (!stamp.equals(current) && nanos > 0) {
                nanos = dealtWith.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void announce(Stamp stamp) {
        lock.lock();
        try {
            current = stamp;
            dealtWith.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Once per cause, not four times a second. */
    private void complain(String what) {
        if (!what.equals(complaint)) {
            complaint = what;
            log.error(
                    "Users file {} {}; the users last read stay ({})",
                    path,
                    what,
                    accounts.all().size());
        }
    }
}
