// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.metatype;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads a metatype document of a bundle: OSGi Compendium 7, section 105.8. */
public final class MetatypeDocument {

    private MetatypeDocument() {}

    /** What is configured by which PID, or factory PID. */
    public static Map<String, Description> read(InputStream content) throws IOException {
        try {
            // The JDK's own parser: in a framework, the thread's class loader might find any other.
            return read(DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(content)
                    .getDocumentElement());
        } catch (ParserConfigurationException | SAXException | NumberFormatException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    private static Map<String, Description> read(Element document) {
        Map<String, Element> classes = new TreeMap<>();
        for (Element definition : elements(document, "OCD")) {
            classes.put(definition.getAttribute("id"), definition);
        }
        Map<String, Description> byPid = new TreeMap<>();
        for (Element designate : elements(document, "Designate")) {
            String factoryPid = designate.getAttribute("factoryPid");
            String pid = factoryPid.isEmpty() ? designate.getAttribute("pid") : factoryPid;
            for (Element object : elements(designate, "Object")) {
                byPid.put(pid, description(classes.get(object.getAttribute("ocdref")), !factoryPid.isEmpty()));
            }
        }
        return byPid;
    }

    private static Description description(@Nullable Element definition, boolean factory) {
        if (definition == null) {
            return new Description("", "", factory, Map.of());
        }
        Map<String, Attribute> attributes = new TreeMap<>();
        for (Element attribute : elements(definition, "AD")) {
            attributes.put(attribute.getAttribute("id"), Attribute.of(attribute));
        }
        return new Description(
                definition.getAttribute("name"), definition.getAttribute("description"), factory, attributes);
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
