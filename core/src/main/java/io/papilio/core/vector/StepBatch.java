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
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Makes one time step of those of n environments.
 *
 * @param space of the observations
 * @param infoNames whether an info column is part of it
 */
record StepBatch(Space space, Predicate<String> infoNames) {
  /**
   * One time step.
   *
   * @param observations of the time steps. Shape: [n, ...]
   * @param steps one per environment
   * @param ended what came before an automatic reset in the same step, null where nothing ended
   */
  VectorTimeStep of(Element observations, List<TimeStep> steps, TimeStep[] ended) {
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
        observations,
        Tensor.float64(rewards),
        Tensor.bool(terminated),
        Tensor.bool(truncated),
        infos(steps.stream().map(TimeStep::info)),
        ended(ended));
  }

  private Optional<VectorTimeStep.Ended> ended(TimeStep[] ended) {
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
            infos(Arrays.stream(ended).map(e -> e == null ? Info.EMPTY : e.info()))));
  }

  private VectorInfo infos(Stream<Info> rows) {
    return InfoBatch.of(rows.toList(), infoNames);
  }
}
