package io.papilio.core.wrapper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.papilio.core.env.CallOrder;
import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrappersTest {
  @TestFactory
  Stream<DynamicTest> wrappersShowAndPassOnWhatGymnasiumsDo() {
    return tests(golden -> check(golden, Integer.MAX_VALUE));
  }

  /** Restores a second environment after each call and goes on there. */
  @TestFactory
  Stream<DynamicTest> restoredWrappersGoOnLikewise() {
    return tests(golden -> check(golden, 1));
  }

  private static Stream<DynamicTest> tests(Consumer<JsonNode> check) {
    return WrapperGolden.cases().stream()
        .map(golden -> dynamicTest(golden.get("name").asText(), () -> check.accept(golden)));
  }

  private static void check(JsonNode golden, int callsPerEnvironment) {
    PlaybackEnvironment bare = WrapperGolden.bare(golden);
    CallOrder wrapped = WrapperGolden.wrap(bare, golden);
    assertEquals(WrapperGolden.box(golden.get("observations")), wrapped.spec().observationSpace());
    assertEquals(WrapperGolden.box(golden.get("actions")), wrapped.spec().actionSpace());
    int calls = 0;
    for (Iterator<JsonNode> expected = golden.get("calls").iterator(); expected.hasNext(); ) {
      check(expected.next(), wrapped, bare);
      if (++calls % callsPerEnvironment == 0) {
        bare = WrapperGolden.bare(golden);
        CallOrder next = WrapperGolden.wrap(bare, golden);
        next.restore(wrapped.snapshot());
        wrapped = next;
      }
    }
    assertTrue(calls > 5);
  }

  private static void check(JsonNode call, Environment wrapped, PlaybackEnvironment bare) {
    Tensor observation = WrapperGolden.tensor(call.get("observation"));
    if (call.get("action").isNull()) {
      assertEquals(observation, wrapped.reset(ResetRequest.CONTINUE).observation());
      return;
    }
    TimeStep step = wrapped.step(WrapperGolden.tensor(call.get("action")));
    assertEquals(WrapperGolden.tensor(call.get("passed")), bare.action);
    assertEquals(observation, step.observation());
    assertEquals(WrapperGolden.number(call.get("reward")), step.reward());
    assertEquals(call.get("terminated").asBoolean(), step.terminated());
    assertEquals(call.get("truncated").asBoolean(), step.truncated());
    JsonNode episode = call.get("episode");
    Map<String, Tensor> info = step.info().columns();
    assertEquals(!episode.isNull(), info.containsKey("episode.r"));
    if (!episode.isNull()) {
      assertEquals(Tensor.scalar(WrapperGolden.number(episode.get("r"))), info.get("episode.r"));
      assertEquals(Tensor.scalar(episode.get("l").asLong()), info.get("episode.l"));
      assertTrue(info.get("episode.t").getDouble(0) >= 0);
    }
  }

  private static Environment playback() {
    return WrapperGolden.bare(WrapperGolden.cases().get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TimeLimit | max_episode_steps | 0 | max_episode_steps: 0 (expected: > 0)",
        "ClipAction | low | 0 | keyword argument: low (expected: one of [])",
        "RepeatAction | num_repeats | 1e9 | num_repeats: 1000000000 (expected: 1 to 1024)",
        "FrameStackObservation | stack_size | 0 | stack_size: 0 (expected: 1 to 349525)",
        "NormalizeObservation | epsilon | -1 | epsilon: -1.0 (expected: a finite number > 0)",
        "RescaleAction | min_action | 1 | max_action: missing (expected: upper bound of the"
            + " new actions: a number, or one for each entry)",
      })
  void badKeywordIsRefused(String name, String keyword, double value, String message) {
    NamedWrapper wrapper = new NamedWrapper(name, KeywordArguments.of(keyword, value));
    assertEquals("wrapper " + name + ": " + message, refusal(wrapper));
  }

  @Test
  void unknownWrapperIsRefused() {
    assertEquals(
        "wrapper: Blur (expected: one of " + Wrappers.names() + ")",
        refusal(NamedWrapper.of("Blur")));
    assertEquals(7, Wrappers.names().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | 1 | min_action: 2.0 (expected: < max_action 1.0)",
        "-Infinity | 1 | min_action: -Infinity (expected: a finite number)",
        "0 | NaN | max_action: NaN (expected: a number, or one for each entry)",
      })
  void badRangeIsRefused(double min, double max, String message) {
    KeywordArguments options = new KeywordArguments(Map.of("min_action", min, "max_action", max));
    assertEquals(
        "wrapper RescaleAction: " + message, refusal(new NamedWrapper("RescaleAction", options)));
  }

  @Test
  void wrapperThatDoesNotFitIsRefused() {
    Environment stacked =
        Wrappers.wrap(
            playback(),
            new NamedWrapper("FrameStackObservation", KeywordArguments.of("stack_size", 1024)));
    String refusal =
        assertThrows(
                InvalidValueException.class,
                () ->
                    Wrappers.wrap(
                        stacked,
                        new NamedWrapper(
                            "FrameStackObservation", KeywordArguments.of("stack_size", 1024))))
            .getMessage();
    assertTrue(refusal.endsWith("stack_size: 1024 (expected: 1 to 341)"), refusal);
  }

  @Test
  void closingReachesTheEnvironment() {
    PlaybackEnvironment bare = WrapperGolden.bare(WrapperGolden.cases().get(0));
    Environment wrapped = Wrappers.wrap(bare, NamedWrapper.of("ClipAction"));
    assertFalse(bare.closed);
    wrapped.close();
    assertTrue(bare.closed);
  }

  @Test
  void statisticsMayHaveAnotherName() {
    assertEquals(List.of("steps", "all.r", "all.l", "all.t"), columnsWithStatistics("all"));
  }

  @Test
  void dotsOfTheStatisticsNameAreEscaped() {
    assertEquals(List.of("steps", "a~1ll.r", "a~1ll.l", "a~1ll.t"), columnsWithStatistics("a.ll"));
  }

  private static List<String> columnsWithStatistics(String key) {
    Environment wrapped =
        Wrappers.wrap(
            new TimeLimit(playback(), OptionalInt.of(1)),
            new NamedWrapper("RecordEpisodeStatistics", KeywordArguments.of("stats_key", key)));
    wrapped.reset(ResetRequest.CONTINUE);
    TimeStep last = wrapped.step(Tensor.float32(new float[2]));
    return List.copyOf(last.info().columns().keySet());
  }

  private static String refusal(NamedWrapper wrapper) {
    return assertThrows(
            InvalidValueException.class, () -> Wrappers.wrap(playback(), wrapper).close())
        .getMessage();
  }

  @Test
  void usualNamesStandForGymnasiums() {
    KeywordArguments two = KeywordArguments.of("stack_size", 2);
    assertEquals(
        new NamedWrapper("FrameStackObservation", two), new NamedWrapper("FrameStack", two));
    assertEquals("RepeatAction", NamedWrapper.of("ActionRepeat").name());
    assertFalse(Wrappers.names().contains("FrameStack"));
  }
}
