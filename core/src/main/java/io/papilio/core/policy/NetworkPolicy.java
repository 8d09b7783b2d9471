package io.papilio.core.policy;

import io.papilio.core.random.NumpyGenerator;
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
import java.util.stream.IntStream;

/** The policy of a network in an environment whose actions are a box of floats. */
public final class NetworkPolicy implements Policy {
  private final Network network;
  private final PolicyBinding binding;
  private final OutputHead head;
  private final Box actionSpace;
  private final Optional<ActionScaling> scaling;

  /**
   * @param actionSpace the actions have its data type
   */
  public NetworkPolicy(Network network, PolicyBinding binding, Box actionSpace) {
    this(network, binding, OutputHead.DETERMINISTIC, actionSpace);
  }

  /**
   * A policy whose actions may be drawn from a distribution.
   *
   * @param head what the outputs are parameters of
   * @param actionSpace the actions have its data type
   */
  public NetworkPolicy(Network network, PolicyBinding binding, OutputHead head, Box actionSpace) {
    Require.that(
        actionSpace.dtype().isFloating(),
        "action dtype",
        actionSpace.dtype().numpyName(),
        "floating");
    Require.that(
        head.isDeterministic() || binding.chunk() == 1,
        "chunk",
        binding.chunk(),
        "1 for actions that are drawn");
    int expected = head.outputs(binding.outputSize(actionSpace.size()));
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
    this.head = head;
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

  public Network network() {
    return network;
  }

  public PolicyBinding binding() {
    return binding;
  }

  public OutputHead head() {
    return head;
  }

  public Box actionSpace() {
    return actionSpace;
  }

  @Override
  public Actor begin(List<BigInteger> seeds) {
    int n = seeds.size();
    Actor actor =
        !head.isDeterministic()
            ? new SamplingActor(seeds)
            : binding.chunk() == 1 ? this::decide : new ChunkActor(this::decide, n);
    return binding.needsMemory() ? history(actor, n) : actor;
  }

  /** Clips in the pass that makes the actions. */
  @Override
  public Policy within(Space space) {
    return binding.outputs() == OutputMapping.IDENTITY
            && space instanceof Box box
            && box.dtype().isFloating()
        ? new NetworkPolicy(network, binding.withOutputs(OutputMapping.CLIP), head, box)
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
    return actions(outputs(inputs), inputs.shape().get(0));
  }

  private float[] outputs(Tensor inputs) {
    int n = inputs.shape().get(0);
    int width = network.inputSize();
    Require.that(
        inputs.size() == n * width, "observations", inputs.describe(), "[n, " + width + "]");
    float[] outputs = new float[n * network.outputSize()];
    network.forward(inputs.toFloats(), n, outputs);
    return outputs;
  }

  private Tensor actions(float[] raw, int n) {
    List<Integer> shape = new ArrayList<>(List.of(n));
    if (binding.chunk() > 1) {
      shape.add(binding.chunk());
    }
    shape.addAll(actionSpace.shape());
    DType dtype = actionSpace.dtype();
    return TensorMath.tensor(dtype, shape, i -> action(i, raw[i]), raw.length);
  }

  private double action(int index, float raw) {
    float output = head.tanh() ? (float) StrictMath.tanh(raw) : raw;
    int i = index % actionSpace.size();
    return switch (binding.outputs()) {
      case IDENTITY -> output;
      case CLIP -> actionSpace.clip(i, output);
      case SCALE -> scaling.orElseThrow().apply(i, output);
    };
  }

  /** Draws the actions of n environments, each from its own generator. */
  private final class SamplingActor implements Actor {
    private final List<NumpyGenerator> generators;

    SamplingActor(List<BigInteger> seeds) {
      generators = new ArrayList<>(seeds.stream().map(head::generator).toList());
    }

    @Override
    public Tensor act(Tensor inputs) {
      int n = generators.size();
      int k = actionSpace.size();
      float[] parameters = outputs(inputs);
      float[] drawn = new float[n * k];
      for (int row = 0; row < n; row++) {
        head.draw(parameters, row * network.outputSize(), generators.get(row), drawn, row * k, k);
      }
      return actions(drawn, n);
    }

    @Override
    public void restart(int row, BigInteger seed) {
      generators.set(row, head.generator(seed));
    }

    @Override
    public void keep(int[] rows) {
      List<NumpyGenerator> kept = IntStream.of(rows).mapToObj(generators::get).toList();
      generators.clear();
      generators.addAll(kept);
    }
  }
}
