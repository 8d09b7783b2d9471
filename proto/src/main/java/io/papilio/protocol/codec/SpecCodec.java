package io.papilio.protocol.codec;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Rendering;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Environment specs. */
public final class SpecCodec {
  private SpecCodec() {}

  public static io.papilio.protocol.v1.EnvironmentSpec toProto(EnvironmentSpec spec) {
    var message =
        io.papilio.protocol.v1.EnvironmentSpec.newBuilder()
            .setId(spec.id())
            .setObservationSpace(SpaceCodec.toProto(spec.observationSpace()))
            .setActionSpace(SpaceCodec.toProto(spec.actionSpace()))
            .addAllRenderModes(spec.rendering().modes())
            .setFramesPerSecond(spec.rendering().framesPerSecond());
    spec.maxEpisodeSteps().ifPresent(message::setMaxEpisodeSteps);
    spec.rewardThreshold().ifPresent(message::setRewardThreshold);
    return message.build();
  }

  public static EnvironmentSpec fromProto(io.papilio.protocol.v1.EnvironmentSpec spec) {
    return new EnvironmentSpec(
        spec.getId(),
        SpaceCodec.fromProto(spec.getObservationSpace()),
        SpaceCodec.fromProto(spec.getActionSpace()),
        spec.hasMaxEpisodeSteps() ? OptionalInt.of(spec.getMaxEpisodeSteps()) : OptionalInt.empty(),
        spec.hasRewardThreshold()
            ? OptionalDouble.of(spec.getRewardThreshold())
            : OptionalDouble.empty(),
        new Rendering(spec.getRenderModesList(), spec.getFramesPerSecond()));
  }
}
