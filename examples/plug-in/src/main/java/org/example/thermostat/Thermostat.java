package org.example.thermostat;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Info;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;

/** A room that cools, and a heater; the reward is minus the distance from the setpoint. */
final class Thermostat implements Environment {
  private final EnvironmentSpec spec;
  private final double setpoint;
  private NumpyGenerator generator = NumpyGenerator.fromEntropy();
  private double temperature;

  Thermostat(EnvironmentSpec spec, double setpoint) {
    this.spec = spec;
    this.setpoint = setpoint;
  }

  @Override
  public EnvironmentSpec spec() {
    return spec;
  }

  @Override
  public TimeStep reset(ResetRequest request) {
    request.seed().ifPresent(seed -> generator = new NumpyGenerator(seed));
    temperature = generator.uniform(5, 30);
    return TimeStep.first(Tensor.float64(new double[] {temperature}), Info.EMPTY);
  }

  @Override
  public TimeStep step(Element action) {
    double heating = 2 * action.asTensor().getLong(0);
    temperature += heating - 0.1 * (temperature - 5) + generator.uniform(-0.1, 0.1);
    double reward = -Math.abs(temperature - setpoint);
    Tensor observation = Tensor.float64(new double[] {temperature});
    return new TimeStep(observation, reward, temperature < 0, false, Info.EMPTY);
  }
}
