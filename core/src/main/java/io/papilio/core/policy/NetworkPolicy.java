package io.papilio.core.policy;

import io.papilio.core.space.Box;
import io.papilio.core.space.DType;
import io.papilio.core.space.Space;
import io.papilio.core.space.Tensor;
import io.papilio.core.space.TensorMath;
import io.papilio.core.validation.Require;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The policy of a network in an environment whose actions are a box of floats. */
public final class NetworkPolicy implements Policy {
  private final Network network;
  private final PolicyBinding binding;
  private final Box actionSpace;
  private final Optional<ActionScaling> scaling;

  /**
   * @param actionSpace the actions have its data type
   */
  public NetworkPolicy(Network network, PolicyBinding binding, Box actionSpace) {
    Require.that(
        actionSpace.dtype().isFloating(),
        "action dtype",
        actionSpace.dtype().numpyName(),
        "floating");
    int expected = binding.outputSize(actionSpace.size());
    int outputs = network.outputSize();
    Require.that(outputs == expected, "outputs", outputs, "" + expected);
    int pair = network.inputSize() / binding.history();
    Require.that(
        network.inputSize() == pair * binding.history()
            && (!binding.previousAction() || pair > actionSpace.size()),
        "inputs",
        network.inputSize(),
        binding.history() + " pairs of an observation and an action");
    this.network = network;
    this.binding = binding;
    this.actionSpace = actionSpace;
    this.scaling =
        binding.outputs() == OutputMapping.SCALE
            ? Optional.of(new ActionScaling(actionSpace))
            : Optional.empty();
  }

  /**
   * The policy of a network whose outputs are float32 actions without bounds.
   *
   * @param previousAction whether the previous action follows the observation in the input
   */
  public static NetworkPolicy unbounded(Network network, boolean previousAction) {
    return unbounded(network, PolicyBinding.PLAIN.withPreviousAction(previousAction));
  }

  /** The policy of a network whose outputs are chunks of float32 actions without bounds. */
  public static NetworkPolicy unbounded(Network network, PolicyBinding binding) {
    float infinity = Float.POSITIVE_INFINITY;
    int actionSize = network.outputSize() / binding.chunk();
    return new NetworkPolicy(network, binding, Box.float32(actionSize, -infinity, infinity));
  }

  @Override
  public Actor begin(List<BigInteger> seeds) {
    int n = seeds.size();
    Actor actor = binding.chunk() == 1 ? this::decide : new ChunkActor(this::decide, n);
    return binding.needsMemory() ? history(actor, n) : actor;
  }

  /** Clips in the pass that makes the actions. */
  @Override
  public Policy within(Space space) {
    return binding.outputs() == OutputMapping.IDENTITY
            && space instanceof Box box
            && box.dtype().isFloating()
        ? new NetworkPolicy(network, binding.withOutputs(OutputMapping.CLIP), box)
        : Policy.super.within(space);
  }

  private Actor history(Actor actor, int n) {
    int pair = network.inputSize() / binding.history();
    int actionSize = binding.previousAction() ? actionSpace.size() : 0;
    return new HistoryActor(
        actor, n, binding.history(), binding.columns(), pair - actionSize, actionSize);
  }

  /**
   * @param inputs shape: [n, ...]
   * @return shape: [n, ...], of chunks [n, l, ...]
   */
  private Tensor decide(Tensor inputs) {
    int n = inputs.shape().get(0);
    int width = network.inputSize();
    Require.that(
        inputs.size() == n * width, "observations", inputs.describe(), "[n, " + width + "]");
    float[] outputs = new float[n * network.outputSize()];
    network.forward(inputs.toFloats(), n, outputs);
    List<Integer> shape = new ArrayList<>(List.of(n));
    if (binding.chunk() > 1) {
      shape.add(binding.chunk());
    }
    shape.addAll(actionSpace.shape());
    DType dtype = actionSpace.dtype();
    return TensorMath.tensor(dtype, shape, i -> action(i, outputs[i]), outputs.length);
  }

  private double action(int index, float output) {
    int i = index % actionSpace.size();
    return switch (binding.outputs()) {
      case IDENTITY -> output;
      case CLIP -> actionSpace.clip(i, output);
      case SCALE -> scaling.orElseThrow().apply(i, output);
    };
  }
}
