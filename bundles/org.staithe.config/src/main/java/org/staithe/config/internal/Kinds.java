// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.staithe.config.ConfigurationKind;
import org.staithe.config.metatype.Attribute;
import org.staithe.config.metatype.Description;

/** Tells what can be configured: what the bundles describe, with the configurations that there are. */
final class Kinds {

    private Kinds() {}

    private record Kind(String pid, Description description, List<String> configured) implements ConfigurationKind {

        @Override
        public String name() {
            return description.name();
        }

        @Override
        public String help() {
            return description.help();
        }

        @Override
        public boolean several() {
            return description.factory();
        }

        @Override
        public List<Key> keys() {
            return description.attributes().values().stream()
                    .<Key>map(KnownKey::new)
                    .toList();
        }
    }

    private record KnownKey(Attribute attribute) implements ConfigurationKind.Key {

        @Override
        public String key() {
            return attribute.key();
        }

        @Override
        public String help() {
            return attribute.help();
        }

        @Override
        public String type() {
            return attribute.type();
        }

        @Override
        public boolean list() {
            return attribute.list();
        }

        @Override
        public String usual() {
            return attribute.usual();
        }

        @Override
        public String bounds() {
            return attribute.bounds();
        }

        @Override
        public List<String> options() {
            return attribute.options();
        }
    }

    /**
     * Those of the server.
     *
     * @param configured the PIDs that there are, in order
     */
    static List<ConfigurationKind> of(Map<String, Description> descriptions, List<String> configured) {
        Map<String, List<String>> byKind = configured.stream().collect(Collectors.groupingBy(Pids::kind));
        return descriptions.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(Pids.OURS))
                .<ConfigurationKind>map(entry ->
                        new Kind(entry.getKey(), entry.getValue(), byKind.getOrDefault(entry.getKey(), List.of())))
                .toList();
    }
}
