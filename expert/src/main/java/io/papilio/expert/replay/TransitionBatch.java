package io.papilio.expert.replay;

import io.papilio.core.validation.Require;

/**
 * A minibatch of n transitions (s, a, r, s', c) in flat row-major arrays that are filled anew by
 * each {@link ReplayBuffer#sample}. State and action stand side by side, as a critic reads them.
 */
public final class TransitionBatch {
  private final int size;
  private final int observationSize;
  private final int actionSize;
  private final float[] stateActions;
  private final float[] nextStates;
  private final float[] rewards;
  private final float[] continues;

  /** An empty minibatch of {@code size} transitions. */
  public TransitionBatch(int size, int observationSize, int actionSize) {
    this.size = Require.positive(size, "size");
    this.observationSize = Require.positive(observationSize, "observationSize");
    this.actionSize = Require.positive(actionSize, "actionSize");
    stateActions = new float[size * (observationSize + actionSize)];
    nextStates = new float[size * observationSize];
    rewards = new float[size];
    continues = new float[size];
  }

  /** Number of transitions, n. */
  public int size() {
    return size;
  }

  public int observationSize() {
    return observationSize;
  }

  public int actionSize() {
    return actionSize;
  }

  /** States and actions, (s, a). Shape: [n, observationSize + actionSize]. */
  public float[] stateActions() {
    return stateActions;
  }

  /** Next states, s'. Shape: [n, observationSize]. */
  public float[] nextStates() {
    return nextStates;
  }

  /** Rewards, r. Shape: [n]. */
  public float[] rewards() {
    return rewards;
  }

  /** 0 where the task itself ended and no value follows, else 1. Shape: [n]. */
  public float[] continues() {
    return continues;
  }

  /** Takes row {@code index} from a buffer's row (s, a, s', r, c). */
  void set(int index, float[] source, int offset) {
    int stateAction = observationSize + actionSize;
    System.arraycopy(source, offset, stateActions, index * stateAction, stateAction);
    int next = offset + stateAction;
    System.arraycopy(source, next, nextStates, index * observationSize, observationSize);
    rewards[index] = source[next + observationSize];
    continues[index] = source[next + observationSize + 1];
  }
}
