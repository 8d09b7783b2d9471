package io.papilio.protocol.policy;

import io.papilio.core.policy.OutputHead;
import io.papilio.core.policy.OutputMapping;
import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.protocol.v1.Gaussian;
import io.papilio.protocol.v1.Mixture;
import java.util.ArrayList;
import java.util.List;

/** How networks are connected to environments. */
public final class PolicyBindingCodec {
  /** Of histories and chunks: what is longer is a mistake, or an attack on memory. */
  private static final int MAX_STEPS = 4096;

  private PolicyBindingCodec() {}

  static io.papilio.protocol.v1.PolicyBinding toProto(PolicyBinding binding, OutputHead head) {
    var message =
        io.papilio.protocol.v1.PolicyBinding.newBuilder()
            .addAllColumns(binding.columns())
            .setPreviousAction(binding.previousAction())
            .setHistory(binding.history())
            .setChunk(binding.chunk())
            .setTanh(head.tanh())
            .setMapping(
                switch (binding.outputs()) {
                  case IDENTITY -> io.papilio.protocol.v1.OutputMapping.OUTPUT_MAPPING_IDENTITY;
                  case CLIP -> io.papilio.protocol.v1.OutputMapping.OUTPUT_MAPPING_CLIP;
                  case SCALE -> io.papilio.protocol.v1.OutputMapping.OUTPUT_MAPPING_SCALE;
                });
    if (head.mixture()) {
      message.setMixture(Mixture.newBuilder().setComponents(head.components()));
    } else if (head.components() == 1) {
      message.setGaussian(Gaussian.getDefaultInstance());
    }
    return message.build();
  }

  /**
   * The inputs of a network, and the mapping of its actions.
   *
   * @throws InvalidValueException for numbers that are too large
   */
  public static PolicyBinding binding(io.papilio.protocol.v1.PolicyBinding message) {
    List<Integer> columns = new ArrayList<>();
    for (int column : message.getColumnsList()) {
      Require.that(column >= 0, "policy.binding.columns", Integer.toUnsignedLong(column), "small");
      columns.add(column);
    }
    return new PolicyBinding(
        columns,
        message.getPreviousAction(),
        steps(message.getHistory(), "policy.binding.history"),
        steps(message.getChunk(), "policy.binding.chunk"),
        switch (message.getMapping()) {
          case OUTPUT_MAPPING_IDENTITY -> OutputMapping.IDENTITY;
          case OUTPUT_MAPPING_CLIP -> OutputMapping.CLIP;
          case OUTPUT_MAPPING_SCALE -> OutputMapping.SCALE;
          case UNRECOGNIZED ->
              throw new InvalidValueException(
                  "policy.binding.mapping", message.getMapping(), "identity, clip or scale");
        });
  }

  /** What the outputs are parameters of. */
  public static OutputHead head(io.papilio.protocol.v1.PolicyBinding message, long seed) {
    Require.that(seed >= 0, "policy.seed", Long.toUnsignedString(seed), "below 2^63");
    return switch (message.getHeadCase()) {
      case GAUSSIAN -> OutputHead.gaussian(message.getTanh(), seed);
      case MIXTURE -> {
        int components = message.getMixture().getComponents();
        Require.within(components, 1, MAX_STEPS, "policy.binding.mixture.components");
        yield OutputHead.mixture(components, message.getTanh(), seed);
      }
      case HEAD_NOT_SET -> message.getTanh() ? OutputHead.TANH : OutputHead.DETERMINISTIC;
    };
  }

  private static int steps(int value, String name) {
    Require.that(
        value >= 0 && value <= MAX_STEPS,
        name,
        Integer.toUnsignedLong(value),
        "at most " + MAX_STEPS);
    return Math.max(value, 1);
  }
}
