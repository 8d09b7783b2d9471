package io.papilio.expert.sac;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.settings.Settings;
import io.papilio.core.space.Tensor;
import io.papilio.expert.replay.ReplayBuffer;
import io.papilio.expert.replay.TransitionBatch;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** A small learner with the parameters of sac-reference.py, and its transitions. */
abstract class ReferenceLearner {
  static final int STATE = 2;
  static final int ACTION = 3;
  static final int N = 6;
  static final SacConfig CONFIG =
      Settings.of(SacConfig.DEFAULTS)
          .with(
              Map.of(
                  "learning-rate", "0.01",
                  "tau", "0.1",
                  "gamma", "0.9",
                  "seed", "40858",
                  "hidden-units", "4",
                  "initial-temperature", "0.3",
                  "batch-size", "6"));
  // float32 against float64, relative where above 1: some eighty roundings of 6e-8 each.
  static final double TOLERANCE = 5e-6;

  final Reference reference = Reference.load();
  SoftActorCritic learner;

  @BeforeEach
  void startAtTheReference() {
    learner = learner(CONFIG);
  }

  SoftActorCritic learner(SacConfig config) {
    SoftActorCritic atReference =
        new SoftActorCritic(config, STATE, ACTION, RandomStreams.of(config.seed()));
    Map<String, String> parameters = Map.of("actor", "phi", "critic", "theta", "target", "target");
    TrainingState.Builder state = TrainingState.builder();
    saved(atReference)
        .entries()
        .forEach(
            (name, tensor) ->
                state.put(
                    name,
                    parameters.containsKey(name)
                        ? Tensor.float32(reference.floats(parameters.get(name)))
                        : tensor));
    atReference.restore(state.build());
    return atReference;
  }

  static TrainingState saved(SoftActorCritic learner) {
    TrainingState.Builder state = TrainingState.builder();
    learner.save(state);
    return state.build();
  }

  TransitionBatch batch() {
    ReplayBuffer buffer = new ReplayBuffer(STATE, ACTION, N);
    for (int i = 0; i < N; i++) {
      buffer.add(
          row(reference.floats("states"), i, STATE),
          row(reference.floats("actions"), i, ACTION),
          reference.doubles("rewards")[i],
          row(reference.floats("next_states"), i, STATE),
          reference.doubles("terminated")[i] == 1);
    }
    TransitionBatch batch = new TransitionBatch(N, STATE, ACTION);
    buffer.sample(seedThatDrawsInOrder(), batch);
    return batch;
  }

  /** Of the first seed whose draws are 0, 1, 2, and so on. */
  static NumpyGenerator seedThatDrawsInOrder() {
    for (long seed = 0; ; seed++) {
      NumpyGenerator trial = NumpyGenerator.ofSeed(seed);
      int drawn = 0;
      while (drawn < N && trial.integers(N) == drawn) {
        drawn++;
      }
      if (drawn == N) {
        return NumpyGenerator.ofSeed(seed);
      }
    }
  }

  static float[] row(float[] values, int i, int width) {
    return Arrays.copyOfRange(values, i * width, (i + 1) * width);
  }

  void assertClose(String name, float[] actual) {
    assertClose(name, reference.doubles(name), actual);
  }

  static void assertClose(String name, double[] expected, float[] actual) {
    assertEquals(expected.length, actual.length, name);
    for (int i = 0; i < actual.length; i++) {
      assertNear(name + "[" + i + "]", expected[i], actual[i]);
    }
  }

  void assertNear(String name, double actual) {
    assertNear(name, reference.number(name), actual);
  }

  static void assertNear(String name, double expected, double actual) {
    assertEquals(expected, actual, TOLERANCE * Math.max(1, Math.abs(expected)), name);
  }
}
