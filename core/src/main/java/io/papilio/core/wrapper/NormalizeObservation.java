package io.papilio.core.wrapper;

import io.papilio.core.env.Environment;
import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.snapshot.SnapshotReader;
import io.papilio.core.snapshot.SnapshotWriter;
import io.papilio.core.space.Box;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.space.TensorMath;
import io.papilio.core.validation.Require;
import java.util.List;

/**
 * Shows observations less their mean so far, divided by their standard deviation so far, as
 * float32. Mean and variance are those of all episodes of this environment.
 */
final class NormalizeObservation extends ObservationWrapper {
  private static final Keyword<Double> EPSILON =
      Keyword.number("epsilon", 1e-8, "added to the variance, greater than 0");

  static final WrapperDescription DESCRIPTION =
      new WrapperDescription(
          "NormalizeObservation",
          "normalizes by the running mean and standard deviation",
          List.of(EPSILON));

  private final double epsilon;
  private final RunningMoments moments;

  private NormalizeObservation(Environment inner, Box observations, double epsilon) {
    super(inner, inner.spec().withObservationSpace(unbounded(observations)));
    this.epsilon = epsilon;
    boolean single = observations.dtype() == DType.FLOAT32;
    moments = new RunningMoments(observations.size(), single);
  }

  static NormalizeObservation of(Environment inner, KeywordArguments keywords) {
    double epsilon = Require.positive(keywords.get(EPSILON), EPSILON.name());
    return new NormalizeObservation(
        inner, requireBox("observation space", inner.spec().observationSpace()), epsilon);
  }

  @Override
  Tensor first(Tensor observation) {
    return next(observation);
  }

  @Override
  Tensor next(Tensor observation) {
    moments.update(observation);
    return TensorMath.tensor(
        DType.FLOAT32,
        observation.shape(),
        i -> moments.normalize(i, observation.getDouble(i), epsilon),
        observation.size());
  }

  @Override
  public void save(SnapshotWriter out) {
    moments.save(out);
    super.save(out);
  }

  @Override
  public void load(SnapshotReader in) {
    moments.load(in);
    super.load(in);
  }

  private static Box unbounded(Box box) {
    int size = box.size();
    return new Box(
        TensorMath.tensor(DType.FLOAT32, box.shape(), i -> Double.NEGATIVE_INFINITY, size),
        TensorMath.tensor(DType.FLOAT32, box.shape(), i -> Double.POSITIVE_INFINITY, size));
  }
}
