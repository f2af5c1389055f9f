// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.config.metatype.Description;
import org.staithe.config.metatype.MetatypeDocument;

/** What the bundles of this framework say about their configuration, as they come and go. */
// Not the MetaTypeService: its validate() does not tell the bounds, and an operator wants to know them.
final class Descriptions implements BundleTrackerCustomizer<Map<String, Description>>, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Descriptions.class);

    private final BundleTracker<Map<String, Description>> bundles;

    Descriptions(BundleContext context) {
        // Not INSTALLED: there a bundle that is updated passes through, and is read again afterwards.
        bundles =
                new BundleTracker<>(context, Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING, this);
        bundles.open();
    }

    /**
     * What is configured by a PID or factory PID.
     *
     * @param reader who is to get the configuration: of two versions side by side, each has its own description
     */
    Optional<Description> of(String pid, @Nullable Bundle reader) {
        return first(pid, Stream.concat(Stream.ofNullable(reader), all()));
    }

    /** By PID, of all bundles. */
    Map<String, Description> everything() {
        Map<String, Description> everything = new TreeMap<>();
        all().map(bundles::getObject).filter(Objects::nonNull).forEach(everything::putAll);
        return everything;
    }

    /** The same, of a bundle that runs. */
    Optional<Description> ofActive(String pid) {
        return first(pid, all().filter(bundle -> bundle.getState() == Bundle.ACTIVE));
    }

    @Override
    public Map<String, Description> addingBundle(Bundle bundle, @Nullable BundleEvent event) {
        Map<String, Description> byPid = new TreeMap<>();
        Enumeration<URL> documents = bundle.findEntries("OSGI-INF/metatype", "*.xml", false);
        for (URL document : documents == null ? Collections.<URL>emptyList() : Collections.list(documents)) {
            try (InputStream content = document.openStream()) {
                byPid.putAll(MetatypeDocument.read(content));
            } catch (IOException e) {
                log.warn("Values for {} are not checked: {} cannot be read: {}", bundle, document, e.getMessage());
            }
        }
        return byPid;
    }

    @Override
    public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, Map<String, Description> byPid) {
        // Started or stopped: it still says the same.
    }

    @Override
    public void removedBundle(Bundle bundle, @Nullable BundleEvent event, Map<String, Description> byPid) {
        // The tracker forgets it.
    }

    @Override
    public void close() {
        bundles.close();
    }

    private Optional<Description> first(String pid, Stream<Bundle> among) {
        return among.map(bundles::getObject)
                .filter(Objects::nonNull)
                .flatMap(byPid -> Stream.ofNullable(byPid.get(pid)))
                .findFirst();
    }

    private Stream<Bundle> all() {
        Bundle[] now = bundles.getBundles();
        return now == null ? Stream.empty() : Stream.of(now);
    }
}
