package io.papilio.laboratory.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A page or a figure, parsed by the JDK: what is not well-formed does not get this far. */
public record Markup(Document document) {
  public static Markup parse(String text) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      return new Markup(
          factory.newDocumentBuilder().parse(new InputSource(new StringReader(text))));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  /** All elements of a name. */
  public List<Element> all(String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  /** All elements with a word in their class, within an ancestor of another class. */
  public List<Element> styled(String ancestor, String style) {
    return all("*").stream()
        .filter(e -> hasClass(e, style))
        .filter(e -> e.getParentNode() instanceof Element parent && hasClass(parent, ancestor))
        .toList();
  }

  public String text() {
    return document.getDocumentElement().getTextContent();
  }

  private static boolean hasClass(Element element, String style) {
    return List.of(element.getAttribute("class").split(" ")).contains(style);
  }
}
