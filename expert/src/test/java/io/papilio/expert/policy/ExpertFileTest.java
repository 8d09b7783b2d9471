package io.papilio.expert.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.tensorfile.SafeTensors;
import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.core.env.PointEnvironment;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.space.Box;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.expert.sac.ActionDraws;
import io.papilio.expert.sac.SquashedGaussianActor;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpertFileTest {
  private static final Box ACTIONS = Box.float32(1, -2, 2);

  @TempDir Path directory;

  @Test
  void policyIsTheActorWithoutNoiseScaledToTheActionSpace() {
    ActionDraws draws = new ActionDraws(write(), 1);
    draws.draw(new float[] {.3f, -1.2f}, 2, new float[1]);
    ExpertPolicy policy = ExpertFile.read(file(), ACTIONS);
    Tensor action =
        policy.begin(List.of(BigInteger.ZERO)).act(Tensor.float64(new double[] {.3f, -1.2f}, 1, 2));
    assertEquals(List.of(1, 1), action.shape());
    // The products of libtorch and of plain Java differ in the order of their sums.
    assertEquals(2 * draws.actions()[0], action.getDouble(0), 1e-6);
  }

  @Test
  void tensorsHaveTheNamesOfStableBaselines() {
    write();
    TensorFile content = SafeTensors.read(file());
    Map<String, List<Integer>> shapes = new HashMap<>();
    content.tensors().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    assertEquals(
        Map.of(
            "actor.latent_pi.0.weight", List.of(8, 2),
            "actor.latent_pi.0.bias", List.of(8),
            "actor.latent_pi.2.weight", List.of(8, 8),
            "actor.latent_pi.2.bias", List.of(8),
            "actor.mu.weight", List.of(1, 8),
            "actor.mu.bias", List.of(1),
            "actor.log_std.weight", List.of(1, 8),
            "actor.log_std.bias", List.of(1)),
        shapes);
    assertEquals("Point-v0", content.metadata().get("environment"));
  }

  @Test
  void missingTensorIsNamed() {
    write();
    Map<String, Tensor> tensors = new HashMap<>(SafeTensors.read(file()).tensors());
    tensors.remove("actor.log_std.bias");
    SafeTensors.write(file(), new TensorFile(tensors));
    InvalidValueException refusal =
        assertThrows(InvalidValueException.class, () -> ExpertFile.read(file(), ACTIONS));
    assertTrue(
        refusal
            .getMessage()
            .endsWith("no tensor actor.log_std.bias (expected: an actor's tensors)"),
        refusal.getMessage());
  }

  @Test
  void policyOfOtherActionsIsRefused() {
    write();
    InvalidValueException refusal =
        assertThrows(
            InvalidValueException.class, () -> ExpertFile.read(file(), Box.float32(3, -1, 1)));
    assertEquals(file() + ": an expert of 1 actions (expected: 3 actions)", refusal.getMessage());
  }

  private SquashedGaussianActor write() {
    SquashedGaussianActor actor = new SquashedGaussianActor(2, 1, 8, NumpyGenerator.ofSeed(4));
    ExpertFile.write(file(), new PointEnvironment().spec(), actor, 100, 7.5);
    return actor;
  }

  private Path file() {
    return directory.resolve(ExpertFile.NAME);
  }
}
