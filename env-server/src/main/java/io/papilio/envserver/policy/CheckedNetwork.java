package io.papilio.envserver.policy;

import io.papilio.core.policy.Network;
import io.papilio.core.validation.InvalidValueException;

/** A network whose outputs must be numbers: a comparison with NaN would choose some action. */
record CheckedNetwork(Network network) implements Network {
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
    network.forward(inputs, n, outputs);
    for (float output : outputs) {
      if (Float.isNaN(output)) {
        throw new InvalidValueException("policy: output", output, "a number");
      }
    }
  }
}
