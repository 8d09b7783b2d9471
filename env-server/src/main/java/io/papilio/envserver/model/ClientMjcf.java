package io.papilio.envserver.model;

import io.papilio.core.validation.ByteOrderMark;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * MJCF text from a client, let in only if it reads no file, loads no code and stays small. What
 * MuJoCo gets is written anew from what was checked, so that its parser cannot see anything else.
 */
public final class ClientMjcf extends DefaultHandler {
  private static final String NAME = "xml_file";
  private static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_ELEMENTS = 5000;
  private static final int MAX_DEPTH = 64;
  private static final int MAX_COUNT = 16_384;
  private static final int MAX_STACK = 1 << 23;
  private static final long MAX_PIXELS = 1 << 22;
  private static final long MAX_READINGS = 1 << 18;
  private static final long MAX_NUMBERS = 1 << 23;

  /** A key frame holds some numbers of everything that moves, at most so many. */
  private static final int NUMBERS_PER_KEY = 16;

  private static final String MEMORY = "\\d{1,8}|\\d{1,5}[kK]|\\d{1,2}[mM]";

  /** They read files, load code, or write more elements than there are. */
  private static final Set<String> REFUSED_ELEMENTS =
      Set.of("include", "plugin", "extension", "attach", "replicate", "composite", "flexcomp");

  /** Attributes that decide how much memory or time is taken. */
  private static final Set<String> COUNTS =
      Set.of(
          "iterations",
          "ls_iterations",
          "noslip_iterations",
          "ccd_iterations",
          "sdf_iterations",
          "sdf_initpoints",
          "dim",
          "num",
          "nsample",
          "njmax",
          "nconmax",
          "nkey",
          "nuserdata",
          "nuser_body",
          "nuser_jnt",
          "nuser_geom",
          "nuser_site",
          "nuser_cam",
          "nuser_tendon",
          "nuser_actuator",
          "nuser_sensor");

  /** Those of them that add up: what sensors and actuators keep. */
  private static final Set<String> READINGS = Set.of("dim", "num", "nsample", "nuserdata");

  /** Attributes that decide how much memory and time a frame takes, and what is enough. */
  private static final Map<String, Integer> PICTURE_LIMITS =
      Map.of(
          "nchannel", 4,
          "shadowsize", 8192,
          "offsamples", 16,
          "offwidth", 4096,
          "offheight", 4096,
          "numslices", 256,
          "numstacks", 256,
          "numquads", 64);

  private final StringBuilder written = new StringBuilder();
  private int elements;
  private int depth;
  private long pixels;
  private long readings;
  private long keys;
  private long userNumbers;

  private ClientMjcf() {}

  /**
   * The same model, safe to compile.
   *
   * @throws InvalidValueException for text that is no XML, or a model that asks for too much
   */
  public static String checked(String text) {
    Require.that(
        text.length() <= MAX_CHARACTERS,
        NAME,
        text.length() + " characters",
        "at most " + MAX_CHARACTERS);
    ClientMjcf mjcf = new ClientMjcf();
    try {
      SAXParserFactory parsers = SAXParserFactory.newInstance();
      parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      // Without a document type there are no entities, which could name files.
      parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      parsers
          .newSAXParser()
          .parse(new InputSource(new StringReader(ByteOrderMark.skip(text).strip())), mjcf);
    } catch (SAXException e) {
      throw new InvalidValueException(NAME, e.getMessage(), "XML without a document type");
    } catch (IOException | ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
    // Every object has as many user numbers as the one with most, and every key a place for each.
    long numbers = mjcf.elements * (mjcf.userNumbers + NUMBERS_PER_KEY * mjcf.keys);
    Require.that(
        numbers <= MAX_NUMBERS,
        NAME,
        numbers + " numbers of users and keys",
        "at most " + MAX_NUMBERS);
    return mjcf.written.toString();
  }

  @Override
  public void startElement(String uri, String local, String name, Attributes attributes) {
    require(depth++ > 0 || name.equals("mujoco"), name, "mujoco as the outermost element");
    require(!REFUSED_ELEMENTS.contains(name), name, "none of " + REFUSED_ELEMENTS);
    require(depth <= MAX_DEPTH, name, "at most " + MAX_DEPTH + " elements in each other");
    require(++elements <= MAX_ELEMENTS, name, "at most " + MAX_ELEMENTS + " elements");
    pixels += product(attributes, "width", "height") + product(attributes, "nrow", "ncol");
    require(pixels <= MAX_PIXELS, name, "at most " + MAX_PIXELS + " pixels together");
    keys += name.equals("key") ? 1 : 0;
    written.append('<').append(name);
    for (int i = 0; i < attributes.getLength(); i++) {
      check(name, attributes.getQName(i), attributes.getValue(i));
      add(attributes.getQName(i), attributes.getValue(i));
      require(readings <= MAX_READINGS, name, "at most " + MAX_READINGS + " readings together");
      written.append(' ').append(attributes.getQName(i)).append("=\"");
      written.append(escaped(attributes.getValue(i))).append('"');
    }
    written.append(">\n");
  }

  @Override
  public void endElement(String uri, String local, String name) {
    depth--;
    written.append("</").append(name).append(">\n");
  }

  private static void check(String element, String attribute, String value) {
    String what = element + " " + attribute + "=\"" + value + "\"";
    require(!attribute.startsWith("file"), what, "no files");
    // MuJoCo makes as many vertices, or rays, of them as they say.
    require(!attribute.equals("params"), what, "no built-in mesh with parameters");
    require(!(element + " " + attribute).equals("rangefinder camera"), what, "a site");
    if (COUNTS.contains(attribute)) {
      require(count(value) <= MAX_COUNT, what, "at most " + MAX_COUNT);
    }
    Integer limit = PICTURE_LIMITS.get(attribute);
    require(limit == null || count(value) <= limit, what, "at most " + limit);
    if (attribute.equals("nstack")) {
      require(count(value) <= MAX_STACK, what, "at most " + MAX_STACK);
    }
    if (attribute.equals("memory")) {
      require(value.strip().matches(MEMORY), what, "less than 100M");
    }
  }

  private void add(String attribute, String value) {
    if (READINGS.contains(attribute)) {
      readings += count(value);
    } else if (attribute.equals("nkey")) {
      keys += count(value);
    } else if (attribute.startsWith("nuser_")) {
      userNumbers = Math.max(userNumbers, count(value));
    } else if (attribute.equals("user")) {
      userNumbers = Math.max(userNumbers, value.strip().split("\\s+").length);
    }
  }

  private static long product(Attributes attributes, String one, String other) {
    String a = attributes.getValue(one);
    String b = attributes.getValue(other);
    return a == null ? 0 : count(a) * (b == null ? MAX_COUNT : count(b));
  }

  /** A whole number; anything else counts as too much, since MuJoCo might read a number in it. */
  private static long count(String value) {
    String digits = value.strip();
    if (digits.equals("-1")) {
      return 0;
    }
    return digits.matches("\\d{1,9}") ? Long.parseLong(digits) : Integer.MAX_VALUE;
  }

  private static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static void require(boolean condition, String what, String expected) {
    Require.that(condition, NAME, "<" + what + ">", expected);
  }
}
