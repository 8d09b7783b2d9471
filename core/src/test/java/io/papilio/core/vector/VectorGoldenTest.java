package io.papilio.core.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papilio.core.env.CallOrder;
import io.papilio.core.env.DriftEnvironment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import io.papilio.core.wrapper.TimeLimit;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The local vector environment against Gymnasium's own, exactly (vector-golden.py). */
class VectorGoldenTest {
  private static final int SIZE = 3;

  @ParameterizedTest
  @EnumSource
  void answersAsGymnasiumDoes(AutoresetMode mode) throws IOException {
    check(mode, false);
  }

  @ParameterizedTest
  @EnumSource
  void answersLikewiseWithObservationsWrittenInPlace(AutoresetMode mode) throws IOException {
    check(mode, true);
  }

  private void check(AutoresetMode mode, boolean writesInPlace) throws IOException {
    JsonNode calls =
        new ObjectMapper().readTree(getClass().getResource("vector-golden.json")).get(mode.name());
    try (VectorEnvironment vector =
        new LocalVectorEnvironment(
            Stream.generate(() -> new DriftEnvironment(writesInPlace))
                .map(TimeLimit::new)
                .map(CallOrder::new)
                .limit(SIZE)
                .toList(),
            mode)) {
      for (JsonNode expected : calls) {
        VectorTimeStep actual = call(vector, expected.get("call"));
        assertEquals(values(expected.get("observations")), values(actual.observations()));
        assertEquals(values(expected.get("rewards")), values(actual.rewards()));
        assertEquals(values(expected.get("terminated")), values(actual.terminated()));
        assertEquals(values(expected.get("truncated")), values(actual.truncated()));
        assertEquals(columns(expected.get("info")), values(actual.info()));
        assertEquals(!expected.get("ended").isNull(), actual.ended().isPresent());
        actual.ended().ifPresent(ended -> check(expected.get("ended"), ended));
      }
    }
  }

  private static void check(JsonNode expected, VectorTimeStep.Ended actual) {
    assertEquals(values(expected.get("mask")), values(actual.mask()));
    assertEquals(values(expected.get("observations")), values(actual.observations()));
    assertEquals(columns(expected.get("info")), values(actual.info()));
  }

  private static VectorTimeStep call(VectorEnvironment vector, JsonNode call) {
    if (call.has("step")) {
      double[] actions = values(call.get("step")).stream().mapToDouble(v -> v).toArray();
      return vector.step(Tensor.float64(actions, SIZE, 1));
    }
    JsonNode seed = call.get("reset").get("seed");
    if (!seed.isNull()) {
      return vector.reset(VectorResetRequest.seeded(BigInteger.valueOf(seed.asLong()), SIZE));
    }
    List<Boolean> mask = values(call.get("reset").get("mask")).stream().map(v -> v == 1).toList();
    return vector.reset(new VectorResetRequest(List.of(), mask, KeywordArguments.NONE));
  }

  private static List<Double> values(JsonNode json) {
    List<Double> values = new ArrayList<>();
    if (json.isBoolean()) {
      values.add(json.asBoolean() ? 1.0 : 0.0);
    } else if (json.isNumber()) {
      values.add(json.asDouble());
    } else {
      json.forEach(entry -> values.addAll(values(entry)));
    }
    return values;
  }

  private static List<Double> values(Element tensor) {
    return Arrays.stream(tensor.asTensor().toDoubles()).boxed().toList();
  }

  private static Map<String, List<List<Double>>> columns(JsonNode json) {
    Map<String, List<List<Double>>> columns = new TreeMap<>();
    json.fields()
        .forEachRemaining(
            column ->
                columns.put(
                    column.getKey(),
                    List.of(
                        values(column.getValue().get("values")),
                        values(column.getValue().get("present")))));
    return columns;
  }

  private static Map<String, List<List<Double>>> values(VectorInfo info) {
    Map<String, List<List<Double>>> columns = new TreeMap<>();
    info.columns()
        .forEach(
            (name, column) ->
                columns.put(name, List.of(values(column.values()), values(column.present()))));
    return columns;
  }
}
