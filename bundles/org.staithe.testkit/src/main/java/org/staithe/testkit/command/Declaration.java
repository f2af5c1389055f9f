// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.staithe.auth.Permission;
import org.staithe.command.Argument;
import org.staithe.command.Command;
import org.staithe.command.FtpCommand;
import org.staithe.command.When;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What a command declares with {@link FtpCommand}, as the core will see it: read from the component description that the
 * build has made of the annotation.
 */
public record Declaration(
        List<String> verbs,
        Set<Permission> permissions,
        List<String> features,
        String help,
        Argument argument,
        When when,
        boolean transfer) {

    /** Reads the description of a command that is a component. */
    public static Declaration of(Class<? extends Command> command) {
        String description = "/OSGI-INF/" + command.getName() + ".xml";
        try (InputStream xml = command.getResourceAsStream(description)) {
            if (xml == null) {
                throw new AssertionError("no " + description + ": is " + command + " a @Component?");
            }
            return of(properties(xml));
        } catch (IOException | SAXException | ParserConfigurationException unreadable) {
            throw new AssertionError(description, unreadable);
        }
    }

    /** Takes the service properties of a command, by their full names. */
    public static Declaration of(Map<String, List<String>> properties) {
        Properties of = new Properties(properties);
        return new Declaration(
                of.all("verb"),
                of.all("permission").stream().map(Permission::valueOf).collect(Collectors.toUnmodifiableSet()),
                of.all("feature"),
                of.one("help", ""),
                Argument.valueOf(of.one("argument", "OPTIONAL")),
                When.valueOf(of.one("when", "LOGGED_IN")),
                Boolean.parseBoolean(of.one("transfer", "false")));
    }

    private static Map<String, List<String>> properties(InputStream xml)
            throws IOException, SAXException, ParserConfigurationException {
        NodeList found = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(xml)
                .getElementsByTagName("property");
        Map<String, List<String>> result = new HashMap<>();
        for (int i = 0; i < found.getLength(); i++) {
            Element property = (Element) found.item(i);
            result.put(
                    property.getAttribute("name"),
                    property.hasAttribute("value")
                            ? List.of(property.getAttribute("value"))
                            : property.getTextContent().strip().lines().toList());
        }
        return result;
    }

    private record Properties(Map<String, List<String>> values) {

        List<String> all(String name) {
            return values.getOrDefault(FtpCommand.PREFIX_ + name, List.of());
        }

        String one(String name, String otherwise) {
            return all(name).isEmpty() ? otherwise : all(name).get(0);
        }
    }
}
