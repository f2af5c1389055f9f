// SPDX-License-Identifier: Apache-2.0
package org.staithe.config;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Changes the server's configuration, remembers each change wherever it came from, and takes it back.
 *
 * <p>Offered as a service; safe for concurrent use. It speaks of the PIDs that begin with {@code org.staithe.}. Values
 * are texts as they stand in a file, lists joined by commas; those of secret keys are {@link #MASK}.
 */
@ProviderType
public interface ConfigurationJournal {

    /** Stands for a secret; given back in new values it means "as it is". */
    String MASK = "***";

    /** What can be configured, by the bundles that are here now. */
    List<ConfigurationKind> kinds();

    /** What was changed, newest first, at most so many. */
    List<ConfigurationChange> history(int most);

    /** What is configured by a PID now; empty when nothing is. */
    Map<String, String> values(String pid);

    /**
     * What would happen if a PID had these values; nothing is changed.
     *
     * @param pid such as {@code org.staithe.core}, or {@code org.staithe.core.listener~default} for one of several
     * @param values all keys; those left out would be removed
     */
    ConfigurationPreview preview(String pid, Map<String, ?> values);

    /** What {@link #undo} would do. */
    ConfigurationPreview previewUndo(long number) throws RefusedChangeException;

    /**
     * Configures a PID, and writes the file in {@code config/} that it comes from, comments kept.
     *
     * @param values all keys; those left out are removed
     * @throws RefusedChangeException if a value is wrong; then nothing has changed
     */
    void change(String pid, Map<String, ?> values) throws RefusedChangeException;

    /**
     * Restores what a PID had before a change, whatever came after it; the file follows. Secrets are not kept in the
     * journal: they stay as they are.
     *
     * @param number of a change of the history
     * @throws RefusedChangeException if there is no such change, it cannot be {@linkplain ConfigurationChange#undoable
     *     undone}, or the former values are wrong by now
     */
    void undo(long number) throws RefusedChangeException;

    /**
     * Says who makes the changes of this thread until the result is closed, through this service or Config Admin's.
     * Without it the journal can only tell files from the rest.
     *
     * @param who a user of the console or the machine; empty if unknown
     * @param origin where they work, such as {@code console} or {@code shell}
     */
    Authorship by(String who, String origin);

    /** Ends in the thread that began it. */
    @ProviderType
    interface Authorship extends AutoCloseable {
        @Override
        void close();
    }
}
