package io.papilio.core.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.env.BrokenEnvironment;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.StatelessPolicy;
import io.papilio.core.policy.ZeroPolicy;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.vector.AutoresetMode;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** NaN and infinity end a rollout where they enter, by name, seed, step and index. */
class NotFiniteTest {
  private static final List<BigInteger> SEED = EpisodeSeeds.of(7, 1);

  @ParameterizedTest
  @CsvSource({
    "true, NaN, 0, observation: NaN at index 1",
    "false, NaN, 0, observation: NaN at index 1",
    "true, -Infinity, 0, observation: -Infinity at index 1",
    "true, 0, NaN, reward: NaN",
    "false, 0, Infinity, reward: Infinity",
  })
  void numberOfAnEnvironmentIsNamed(boolean lockstep, double observed, double reward, String what) {
    BrokenEnvironment broken = new BrokenEnvironment(observed, reward);
    Policy zero = new ZeroPolicy(broken.spec().actionSpace());
    EnvironmentException failure =
        assertThrows(EnvironmentException.class, () -> runner(lockstep, broken).run(zero, SEED));
    assertEquals(Reason.SIMULATION_FAILED, failure.reason());
    assertEquals(
        "Broken-v0, step 5 of the episode with seed 7: " + what + " (expected: a finite number)",
        failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void actionOfAPolicyIsNotTheCallersFault(boolean lockstep) {
    StatelessPolicy bad =
        observations -> {
          int rows = observations.shape().get(0);
          float[] actions = new float[rows];
          actions[0] = observations.getDouble(0) == 2 ? Float.NaN : 0;
          return Tensor.float32(actions, rows, 1);
        };
    RolloutRunner runner = runner(lockstep, new BrokenEnvironment(0, 0));
    var failure = assertThrows(InvalidValueException.class, () -> runner.run(bad, SEED));
    assertEquals(
        "Broken-v0, step 3 of the episode with seed 7: action of the policy: NaN at index 0"
            + " (expected: a number)",
        failure.getMessage());
  }

  private static RolloutRunner runner(boolean lockstep, BrokenEnvironment environment) {
    return lockstep
        ? new Rollout(environment.vector(AutoresetMode.NEXT_STEP))
        : new LocalRollout(List.of(environment), 1);
  }
}
