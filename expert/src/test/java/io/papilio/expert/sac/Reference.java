package io.papilio.expert.sac;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The numbers that sac-reference.py computed, by name. */
final class Reference {
  private final Map<String, double[]> values;

  private Reference(Map<String, double[]> values) {
    this.values = values;
  }

  static Reference load() {
    try (InputStream in = Reference.class.getResourceAsStream("sac-reference.txt")) {
      return new Reference(
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> line.split(" "))
              .collect(Collectors.toMap(words -> words[0], Reference::numbers)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  double[] doubles(String name) {
    return values.get(name);
  }

  double number(String name) {
    return values.get(name)[0];
  }

  float[] floats(String name) {
    double[] doubles = values.get(name);
    float[] floats = new float[doubles.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) doubles[i];
    }
    return floats;
  }

  private static double[] numbers(String[] words) {
    return Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray();
  }
}
