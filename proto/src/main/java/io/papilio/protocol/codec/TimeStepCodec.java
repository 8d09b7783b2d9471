package io.papilio.protocol.codec;

import io.papilio.core.vector.VectorTimeStep;
import io.papilio.protocol.v1.Ended;
import io.papilio.protocol.v1.TimeStep;
import java.util.Optional;

/** Time steps of n environments. */
public final class TimeStepCodec {
  private TimeStepCodec() {}

  public static TimeStep toProto(VectorTimeStep step) {
    TimeStep.Builder message =
        TimeStep.newBuilder()
            .setObservations(ElementCodec.toProto(step.observations()))
            .setRewards(TensorCodec.toProto(step.rewards()))
            .setTerminated(TensorCodec.toProto(step.terminated()))
            .setTruncated(TensorCodec.toProto(step.truncated()))
            .setInfo(InfoCodec.toProto(step.info()));
    step.ended()
        .ifPresent(
            ended ->
                message
                    .getEndedBuilder()
                    .setMask(TensorCodec.toProto(ended.mask()))
                    .setObservations(ElementCodec.toProto(ended.observations()))
                    .setInfo(InfoCodec.toProto(ended.info())));
    return message.build();
  }

  public static VectorTimeStep fromProto(TimeStep step) {
    return new VectorTimeStep(
        ElementCodec.fromProto(step.getObservations()),
        TensorCodec.fromProto(step.getRewards()),
        TensorCodec.fromProto(step.getTerminated()),
        TensorCodec.fromProto(step.getTruncated()),
        InfoCodec.fromProto(step.getInfo()),
        step.hasEnded() ? Optional.of(fromProto(step.getEnded())) : Optional.empty());
  }

  private static VectorTimeStep.Ended fromProto(Ended ended) {
    return new VectorTimeStep.Ended(
        TensorCodec.fromProto(ended.getMask()),
        ElementCodec.fromProto(ended.getObservations()),
        InfoCodec.fromProto(ended.getInfo()));
  }
}
