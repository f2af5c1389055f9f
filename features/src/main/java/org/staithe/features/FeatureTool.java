// SPDX-License-Identifier: Apache-2.0
package org.staithe.features;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.ID;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Turns the feature files of a folder into the list that the launcher starts, and fails unless the POM beside them lists
 * the same bundles: Maven resolves by the one, the server starts by the other.
 */
public final class FeatureTool {

    private final Path folder;
    private final String projectVersion;

    FeatureTool(Path folder, String projectVersion) {
        this.folder = folder;
        this.projectVersion = projectVersion;
    }

    /** Arguments: the folder, the project's version, the file to write. */
    public static void main(String[] arguments) throws IOException {
        Path list = Path.of(arguments[2]);
        List<String> lines = new FeatureTool(Path.of(arguments[0]), arguments[1]).startup();
        Files.createDirectories(list.toAbsolutePath().getParent());
        Files.write(list, lines);
    }

    /** One line for each bundle, {@code bundles/file.jar=start level}, in the order of starting. */
    List<String> startup() throws IOException {
        Map<String, Integer> levels = bundlesOfFeatures();
        Set<String> unlisted = new TreeSet<>(levels.keySet());
        Set<String> unused = new TreeSet<>(bundlesOfPom());
        Set<String> both = Set.copyOf(unused);
        unused.removeAll(levels.keySet());
        unlisted.removeAll(both);
        if (!unlisted.isEmpty() || !unused.isEmpty()) {
            throw new IllegalStateException("The feature files and " + folder.resolve("pom.xml")
                    + " differ. Only in the feature files: " + unlisted + ". Only in the POM: " + unused + ".");
        }
        return levels.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(bundle -> "bundles/" + fileName(bundle.getKey()) + "=" + bundle.getValue())
                .toList();
    }

    private Map<String, Integer> bundlesOfFeatures() throws IOException {
        Map<String, Integer> levels = new TreeMap<>();
        for (Path file : featureFiles()) {
            var reader = new StringReader(Files.readString(file).replace("${project.version}", projectVersion));
            for (FeatureBundle bundle :
                    new FeatureServiceImpl().readFeature(reader).getBundles()) {
                if (!(bundle.getMetadata().get("start-level") instanceof Number level)) {
                    throw new IllegalStateException(file + ": " + bundle.getID() + " has no start-level");
                }
                if (levels.put(coordinates(bundle.getID()), level.intValue()) != null) {
                    throw new IllegalStateException(file + ": " + bundle.getID() + " is in a feature already");
                }
            }
        }
        return levels;
    }

    private List<Path> featureFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private Set<String> bundlesOfPom() throws IOException {
        List<String> bundles = new ArrayList<>();
        NodeList dependencies = pom().getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            if (text(dependency, "scope").equals("runtime")) {
                bundles.add(text(dependency, "groupId") + ":" + text(dependency, "artifactId") + ":"
                        + text(dependency, "version").replace("${project.version}", projectVersion));
            }
        }
        return bundles.stream().collect(Collectors.toCollection(TreeSet::new));
    }

    private Element pom() throws IOException {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(folder.resolve("pom.xml").toFile())
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException failure) {
            throw new IOException(folder.resolve("pom.xml") + ": " + failure.getMessage(), failure);
        }
    }

    /** The first element of that name is the dependency's own: its exclusions come last. */
    private static String text(Element dependency, String name) {
        NodeList elements = dependency.getElementsByTagName(name);
        return elements.getLength() == 0
                ? ""
                : elements.item(0).getTextContent().strip();
    }

    private static String coordinates(ID id) {
        return id.getGroupId() + ":" + id.getArtifactId() + ":" + id.getVersion();
    }

    private static String fileName(String coordinates) {
        String[] parts = coordinates.split(":", -1);
        return parts[1] + "-" + parts[2] + ".jar";
    }
}
