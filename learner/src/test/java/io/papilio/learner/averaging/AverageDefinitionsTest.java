package io.papilio.learner.averaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.random.NumpyGenerator;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Averages against the sums over all iterates that define them, in float64. */
class AverageDefinitionsTest {
  private static final int STEPS = 400;

  // [t]: theta(t)
  private final float[] iterates = new float[STEPS + 1];
  // [t]: theta~(t)
  private final float[] averages = new float[STEPS + 1];

  private void average(String text) {
    NumpyGenerator generator = NumpyGenerator.ofSeed(7);
    for (int t = 0; t <= STEPS; t++) {
      iterates[t] = (float) generator.standardNormal();
    }
    AverageBank bank = new AverageBank(Averages.parse(text), new float[] {iterates[0]});
    float[] average = new float[1];
    for (int t = 0; t <= STEPS; t++) {
      if (t > 0) {
        bank.update(new float[] {iterates[t]});
      }
      bank.copyTo(bank.names().get(0), average);
      averages[t] = average[0];
    }
  }

  /** The mean of iterates with these indices. */
  private double mean(int... indices) {
    return Arrays.stream(indices).mapToDouble(t -> iterates[t]).average().orElseThrow();
  }

  private void assertAverage(double expected, int t) {
    // gamma or the weights of parts, and the result, are rounded to float32: 2^-24 each of at most
    // 4
    assertEquals(expected, averages[t], 4 * 0x1p-22, "t = " + t);
  }

  @Test
  void lacosteJulienWeighsIteratesByTheirIndex() {
    average("lacoste-julien:burn-in=7");
    for (int t = 8; t <= STEPS; t++) {
      double sum = 0;
      double weights = 0;
      for (int s = 8; s <= t; s++) {
        sum += (s - 7) * (double) iterates[s];
        weights += s - 7;
      }
      assertAverage(sum / weights, t);
    }
  }

  @Test
  void suffixIsTheMeanOfTheNewestTwoSegments() {
    average("suffix");
    // Segments begin at 1, 2, 4, 8, 16
    assertAverage(mean(0), 0);
    assertAverage(mean(1), 1);
    assertAverage(mean(1, 2), 2);
    assertAverage(mean(1, 2, 3), 3);
    assertAverage(mean(2, 3, 4), 4);
    assertAverage(mean(2, 3, 4, 5, 6, 7), 7);
    assertAverage(mean(4, 5, 6, 7, 8), 8);
    assertAverage(mean(4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), 15);
    assertAverage(mean(8, 9, 10, 11, 12, 13, 14, 15, 16), 16);
  }

  @Test
  void segmentsGrowByTheShareThatIsLeftOut() {
    average("suffix:share=0.25");
    // Segments begin at 1, 2, 3, 4, 6, 8, 11
    assertAverage(mean(3, 4, 5), 5);
    assertAverage(mean(4, 5, 6), 6);
    assertAverage(mean(6, 7, 8, 9, 10), 10);
    assertAverage(mean(8, 9, 10, 11), 11);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9})
  void aSuffixIsTheShareOrSomewhatMore(double share) {
    SuffixMean suffix = new SuffixMean(share, "suffix");
    for (long t = 1; t < 20_000; t++) {
      double part = (t - suffix.first(t) + 1.0) / t;
      double most = 1 - (1 - share) * (1 - share) + 2 / (t * (1 - share));
      assertTrue(part >= share && part <= most, part + " at t = " + t);
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0", "9,9", "10,10", "19,10"})
  void lawaBeforeItsSecondCheckpointIsAnIterate(int t, int iterate) {
    average("lawa:checkpoints=3,period=10");
    assertAverage(iterates[iterate], t);
  }

  @Test
  void lawaIsTheMeanOfTheLatestCheckpoints() {
    average("lawa:checkpoints=3,period=10");
    assertAverage(mean(10, 20), 29);
    assertAverage(mean(10, 20, 30), 30);
    assertAverage(mean(20, 30, 40), 47);
    assertAverage(mean(380, 390, 400), 400);
    average("lawa:checkpoints=1,period=3");
    assertAverage(iterates[2], 2);
    assertAverage(iterates[9], 11);
  }

  /** The widths are those of Karras et al., whose exponents are 16.97 and 6.94. */
  @ParameterizedTest
  @CsvSource({
    "power-function:width=0.05,16.97",
    "power-function,6.94",
    "posthoc,16.97",
    "posthoc:narrow=0.1;wide=0.2,6.94"
  })
  void powerFunctionWeighsIteratesByAPowerOfTheirIndex(String text, double published) {
    double width = text.contains("0.05") || text.equals("posthoc") ? 0.05 : 0.1;
    double gamma = PowerFunctionProfile.of(width, 1).exponent();
    assertEquals(published, gamma, 0.005);
    average(text.replace(';', ','));
    for (int t = 1; t <= STEPS; t++) {
      double sum = 0;
      for (int s = 1; s <= t; s++) {
        // The integral of (gamma + 1) s^gamma / t^(gamma + 1) from s - 1 to s
        double weight = Math.pow((double) s / t, gamma + 1) - Math.pow((s - 1.0) / t, gamma + 1);
        sum += weight * iterates[s];
      }
      assertAverage(sum, t);
    }
  }
}
