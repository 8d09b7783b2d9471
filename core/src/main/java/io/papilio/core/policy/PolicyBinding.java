package io.papilio.core.policy;

import io.papilio.core.validation.Require;
import java.util.List;

/**
 * How a network is connected to an environment: what its input consists of, and what its outputs
 * are.
 *
 * <p>An input is the newest L pairs of an observation and the action before it, the oldest pair
 * first; before the first step of an episode there are zeros in place of pairs and of actions (u_0
 * = 0). An output is l actions, which are executed one after the other before the next input is
 * evaluated.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", section 2 and appendix B.1, for previous action and
 * history; "Action Chunking and Exploratory Data Collection" (arXiv 2507.09061) for chunks.
 *
 * @param columns of the flat observation that are seen, in this order; empty for all
 * @param previousAction whether the previous action follows the observation in a pair
 * @param history L, number of pairs in an input
 * @param chunk l, number of actions in an output
 * @param outputs how outputs become actions
 */
public record PolicyBinding(
    List<Integer> columns, boolean previousAction, int history, int chunk, OutputMapping outputs) {
  /** The newest observation is the input, and the output is the action. */
  public static final PolicyBinding PLAIN =
      new PolicyBinding(List.of(), false, 1, 1, OutputMapping.IDENTITY);

  public PolicyBinding {
    columns = List.copyOf(columns);
    for (int column : columns) {
      Require.nonNegative(column, "column");
    }
    Require.positive(history, "history");
    Require.positive(chunk, "chunk");
  }

  /** This binding with or without the previous action. */
  public PolicyBinding withPreviousAction(boolean seen) {
    return new PolicyBinding(columns, seen, history, chunk, outputs);
  }

  /** This binding with windows of so many pairs. */
  public PolicyBinding withHistory(int pairs) {
    return new PolicyBinding(columns, previousAction, pairs, chunk, outputs);
  }

  /** This binding with chunks of so many actions. */
  public PolicyBinding withChunk(int actions) {
    return new PolicyBinding(columns, previousAction, history, actions, outputs);
  }

  /** This binding with another mapping from outputs to actions. */
  public PolicyBinding withOutputs(OutputMapping mapping) {
    return new PolicyBinding(columns, previousAction, history, chunk, mapping);
  }

  /** Numbers that a network's input has for an environment with these sizes. */
  public int inputSize(int observationSize, int actionSize) {
    for (int column : columns) {
      Require.that(column < observationSize, "column", column, "below " + observationSize);
    }
    int seen = columns.isEmpty() ? observationSize : columns.size();
    return history * (seen + (previousAction ? actionSize : 0));
  }

  /** Numbers that a network's output has for actions of this size. */
  public int outputSize(int actionSize) {
    return chunk * actionSize;
  }

  /** Whether an input is more than the newest observation as it is. */
  boolean needsMemory() {
    return previousAction || history > 1 || !columns.isEmpty();
  }
}
