// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What bundles say about their configuration, read from their jars ({@code OSGI-INF/metatype}). */
final class Metatype {

    /**
     * The configuration of one PID.
     *
     * @param factory whether there may be several, each with a name of its own
     */
    record Description(boolean factory, Map<String, Attribute> attributes) {}

    private final Map<String, Description> byPid = new TreeMap<>();

    /** Reads all jars of a folder. */
    void read(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                readJar(jar);
            }
        }
    }

    Map<String, Description> byPid() {
        return byPid;
    }

    private void readJar(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            List<? extends ZipEntry> documents = file.stream()
                    .filter(entry -> entry.getName().matches("OSGI-INF/metatype/[^/]+\\.xml"))
                    .toList();
            for (ZipEntry document : documents) {
                readDocument(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(file.getInputStream(document))
                        .getDocumentElement());
            }
        } catch (ParserConfigurationException | SAXException | NumberFormatException failure) {
            throw new IOException(jar + ": " + failure.getMessage(), failure);
        }
    }

    private void readDocument(Element document) {
        Map<String, Map<String, Attribute>> classes = new TreeMap<>();
        for (Element definition : elements(document, "OCD")) {
            Map<String, Attribute> attributes = new TreeMap<>();
            for (Element attribute : elements(definition, "AD")) {
                attributes.put(attribute.getAttribute("id"), Attribute.of(attribute));
            }
            classes.put(definition.getAttribute("id"), attributes);
        }
        for (Element designate : elements(document, "Designate")) {
            String factoryPid = designate.getAttribute("factoryPid");
            String pid = factoryPid.isEmpty() ? designate.getAttribute("pid") : factoryPid;
            for (Element object : elements(designate, "Object")) {
                Map<String, Attribute> attributes = classes.getOrDefault(object.getAttribute("ocdref"), Map.of());
                byPid.put(pid, new Description(!factoryPid.isEmpty(), attributes));
            }
        }
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
