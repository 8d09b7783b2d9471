package io.papilio.core.vector;

import io.papilio.core.env.Info;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Batch;
import io.papilio.core.space.Element;
import io.papilio.core.space.Space;
import io.papilio.core.space.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Puts the time steps of n environments into one. */
final class StepBatch {
  private StepBatch() {}

  /**
   * @param space of the observations
   * @param steps one per environment
   * @param ended what came before an automatic reset in the same step, null where nothing ended
   */
  static VectorTimeStep of(Space space, List<TimeStep> steps, TimeStep[] ended) {
    int size = steps.size();
    double[] rewards = new double[size];
    boolean[] terminated = new boolean[size];
    boolean[] truncated = new boolean[size];
    for (int i = 0; i < size; i++) {
      rewards[i] = steps.get(i).reward();
      terminated[i] = steps.get(i).terminated();
      truncated[i] = steps.get(i).truncated();
    }
    return new VectorTimeStep(
        Batch.of(space, steps.stream().map(TimeStep::observation).toList()),
        Tensor.float64(rewards),
        Tensor.bool(terminated),
        Tensor.bool(truncated),
        InfoBatch.of(steps.stream().map(TimeStep::info).toList()),
        ended(space, ended));
  }

  private static Optional<VectorTimeStep.Ended> ended(Space space, TimeStep[] ended) {
    Optional<TimeStep> example = Arrays.stream(ended).filter(Objects::nonNull).findFirst();
    if (example.isEmpty()) {
      return Optional.empty();
    }
    Element zero = Batch.zeroLike(example.get().observation());
    boolean[] mask = new boolean[ended.length];
    for (int i = 0; i < ended.length; i++) {
      mask[i] = ended[i] != null;
    }
    return Optional.of(
        new VectorTimeStep.Ended(
            Tensor.bool(mask),
            Batch.of(
                space, Arrays.stream(ended).map(e -> e == null ? zero : e.observation()).toList()),
            InfoBatch.of(
                Arrays.stream(ended).map(e -> e == null ? Info.EMPTY : e.info()).toList())));
  }
}
