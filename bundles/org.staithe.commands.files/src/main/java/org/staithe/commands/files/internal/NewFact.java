// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.staithe.filesystem.Ability;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.VirtualFileSystem;

/** A fact that MFF sets, with its value. */
enum NewFact {
    MODIFY("Modify", Ability.SET_MODIFIED) {
        @Override
        boolean understands(String value) {
            return FactTime.parse(value).isPresent();
        }

        @Override
        void apply(VirtualFileSystem files, Pathname path, String value) throws IOException {
            files.setModified(path, FactTime.parse(value).orElseThrow());
        }
    },
    CREATE("Create", Ability.SET_CREATED) {
        @Override
        boolean understands(String value) {
            return FactTime.parse(value).isPresent();
        }

        @Override
        void apply(VirtualFileSystem files, Pathname path, String value) throws IOException {
            files.setCreated(path, FactTime.parse(value).orElseThrow());
        }
    },
    UNIX_MODE("UNIX.mode", Ability.SET_MODE) {
        @Override
        boolean understands(String value) {
            return Mode.parse(value).isPresent();
        }

        @Override
        void apply(VirtualFileSystem files, Pathname path, String value) throws IOException {
            files.setMode(path, Mode.parse(value).orElseThrow());
        }
    };

    final String label;
    final Ability ability;

    NewFact(String label, Ability ability) {
        this.label = label;
        this.ability = ability;
    }

    abstract boolean understands(String value);

    abstract void apply(VirtualFileSystem files, Pathname path, String value) throws IOException;

    static Optional<NewFact> named(String name) {
        return Stream.of(values())
                .filter(fact -> fact.label.equalsIgnoreCase(name))
                .findFirst();
    }
}
