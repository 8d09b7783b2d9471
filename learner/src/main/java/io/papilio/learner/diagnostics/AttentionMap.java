package io.papilio.learner.diagnostics;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.core.policy.Network;
import io.papilio.core.policy.NetworkPolicy;
import io.papilio.core.policy.Policy;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.learner.evaluation.PolicyEvaluator;
import io.papilio.learner.network.TransformerNetwork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The attention weights of a Transformer at time steps of an episode in which it acts, as a CSV
 * file with a row per weight: time step, layer, head, position in the window (0 is the oldest),
 * attended position, weight. Positions attend to themselves and those before; the file leaves out
 * the others, whose weights are 0.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", Figure 14.
 */
public final class AttentionMap {
  private static final String HEADER = "time_step,layer,head,position,attended,weight\n";

  private AttentionMap() {}

  /**
   * Lets the policy act in the environment with the first evaluation seed, and writes the file.
   *
   * @param timeSteps of the episode, from 0 on; those after its end are left out
   * @throws InvalidValueException when the policy is not a Transformer's whose outputs are actions
   */
  public static void write(
      Path file, Policy policy, PolicyEvaluator evaluator, List<Long> timeSteps) {
    if (!(policy.unwrapped() instanceof NetworkPolicy acting
        && acting.network() instanceof TransformerNetwork transformer)) {
      throw new InvalidValueException(
          "attentionSteps", timeSteps, "none without a Transformer whose outputs are actions");
    }
    Recorder recorder = new Recorder(transformer, new ArrayList<>());
    evaluator.firstEpisode(
        new NetworkPolicy(recorder, acting.binding(), acting.head(), acting.actionSpace()));
    StringBuilder text = new StringBuilder(HEADER);
    for (long step : timeSteps) {
      // With chunks of l actions there is a window every l time steps.
      long index = step / acting.binding().chunk();
      if (index < recorder.windows().size()) {
        append(text, step, transformer.attention(recorder.windows().get((int) index)));
      }
    }
    AtomicFile.write(file, text.toString());
  }

  /**
   * @param weights shape: [layers, heads, L, L]
   */
  private static void append(StringBuilder text, long step, Tensor weights) {
    int heads = weights.shape().get(1);
    int length = weights.shape().get(2);
    for (int i = 0; i < weights.size(); i++) {
      int attended = i % length;
      int position = i / length % length;
      if (attended <= position) {
        int map = i / length / length;
        text.append(step).append(',').append(map / heads).append(',').append(map % heads);
        text.append(',').append(position).append(',').append(attended).append(',');
        text.append((float) weights.getDouble(i)).append('\n');
      }
    }
  }

  /** Keeps the windows of the one environment in which it acts. */
  private record Recorder(Network network, List<float[]> windows) implements Network {
    @Override
    public int inputSize() {
      return network.inputSize();
    }

    @Override
    public int outputSize() {
      return network.outputSize();
    }

    @Override
    public void forward(float[] inputs, int n, float[] outputs) {
      windows.add(inputs.clone());
      network.forward(inputs, n, outputs);
    }
  }
}
