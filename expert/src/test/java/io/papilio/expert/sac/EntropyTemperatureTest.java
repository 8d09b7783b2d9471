package io.papilio.expert.sac;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.artifacts.tensorfile.TrainingState;
import org.junit.jupiter.api.Test;

class EntropyTemperatureTest {
  @Test
  void firstStepIsTheLearningRateUpWhenThePolicyIsTooSure() {
    EntropyTemperature temperature = new EntropyTemperature(1, true, -3, .01);
    // The entropy is -5, below the target of -3; Adam's first step is the gradient's sign.
    temperature.step(new float[] {4, 6});
    assertEquals(.01, temperature.logAlpha(), 1e-8);
  }

  @Test
  void firstStepIsTheLearningRateDownWhenThePolicyIsTooRandom() {
    EntropyTemperature temperature = new EntropyTemperature(1, true, -3, .01);
    temperature.step(new float[] {-1, 1});
    assertEquals(-.01, temperature.logAlpha(), 1e-8);
  }

  @Test
  void temperatureStaysWhereTheEntropyIsTheTarget() {
    EntropyTemperature temperature = new EntropyTemperature(.5, true, -3, .01);
    temperature.step(new float[] {2, 4});
    assertEquals(.5f, temperature.alpha());
  }

  @Test
  void fixedTemperatureStaysWhereItIs() {
    EntropyTemperature temperature = new EntropyTemperature(.2, false, -3, .01);
    temperature.step(new float[] {40, 60});
    assertEquals(.2f, temperature.alpha(), 1e-7f);
  }

  @Test
  void restoredTemperatureGoesOnTheSameWay() {
    EntropyTemperature first = new EntropyTemperature(1, true, -1, .1);
    first.step(new float[] {3});
    TrainingState.Builder state = TrainingState.builder();
    first.save(state);
    EntropyTemperature second = new EntropyTemperature(7, true, -1, .1);
    second.restore(state.build());
    first.step(new float[] {-2});
    second.step(new float[] {-2});
    assertEquals(first.logAlpha(), second.logAlpha());
  }
}
