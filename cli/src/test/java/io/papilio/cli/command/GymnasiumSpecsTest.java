package io.papilio.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papilio.artifacts.minari.GymnasiumSpec;
import io.papilio.cli.source.ConnectionConfig;
import io.papilio.cli.source.EnvironmentSources;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.vector.EnvironmentSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Gymnasium's own texts; the Python client's tests hold them against the Gymnasium there is. */
class GymnasiumSpecsTest {
  @Test
  void everyEnvironmentThatGymnasiumHasIsDescribedAsItDoes() throws IOException {
    Map<String, String> specs = new TreeMap<>();
    try (EnvironmentSource source =
        EnvironmentSources.open(ConnectionConfig.EMBEDDED, new PrintWriter(System.err))) {
      source
          .specs()
          .forEach(
              spec ->
                  GymnasiumSpec.json(spec, KeywordArguments.NONE)
                      .ifPresent(json -> specs.put(spec.id(), json)));
    }
    try (InputStream file = getClass().getResourceAsStream("gymnasium_specs.json")) {
      assertEquals(
          new ObjectMapper().readValue(file, new TypeReference<TreeMap<String, String>>() {}),
          specs);
    }
  }
}
