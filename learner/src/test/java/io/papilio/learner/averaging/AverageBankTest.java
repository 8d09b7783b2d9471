package io.papilio.learner.averaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.InvalidValueException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AverageBankTest {
  // More than two blocks, and not a multiple of them.
  private static final int SIZE = 9001;

  private static final String ALL =
      "raw,ema:burn-in=5,ema:power=0.5,burn-in=30,name=slow,constant-ema:rate=0.1,mean,"
          + "lacoste-julien,suffix,lawa:checkpoints=3,period=4,power-function,posthoc";

  private final NumpyGenerator generator = NumpyGenerator.ofSeed(3);
  private final float[] start = iterate();

  @Test
  void beforeTheFirstUpdateEveryAverageIsTheStart() {
    AverageBank bank = bank(ALL);
    assertEquals(
        List.of(
            "raw",
            "ema",
            "slow",
            "constant-ema",
            "mean",
            "lacoste-julien",
            "suffix",
            "lawa",
            "power-function",
            "posthoc"),
        bank.names());
    for (String name : bank.names()) {
      assertArrayEquals(start, average(bank, name));
    }
  }

  @Test
  void rawIsTheNewestIterate() {
    AverageBank bank = bank(ALL);
    for (int t = 0; t < 3; t++) {
      float[] iterate = iterate();
      bank.update(iterate);
      assertArrayEquals(iterate, average(bank, "raw"));
    }
  }

  @Test
  void averagesSideBySideAreThoseOfBanksOfOne() {
    AverageBank together = bank(ALL);
    List<AverageBank> alone =
        Averages.parse(ALL).stream().map(spec -> new AverageBank(List.of(spec), start)).toList();
    for (int t = 0; t < 40; t++) {
      float[] iterate = iterate();
      together.update(iterate);
      alone.forEach(bank -> bank.update(iterate));
    }
    for (AverageBank bank : alone) {
      String name = bank.names().get(0);
      assertArrayEquals(average(bank, name), average(together, name), name);
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 3, 5, 8, 17, 30}) // before, in, at the end of and after a burn-in and a batch
  void restoredBankGivesTheSameBits(int saved) {
    float[][] iterates = new float[40][];
    AverageBank whole = bank(ALL);
    TrainingState.Builder state = TrainingState.builder();
    for (int t = 0; t < iterates.length; t++) {
      if (t == saved) {
        whole.save("averages", state);
      }
      iterates[t] = iterate();
      whole.update(iterates[t]);
    }
    AverageBank resumed = new AverageBank(Averages.parse(ALL), new float[SIZE]);
    resumed.restore("averages", state.build(), saved == 0 ? start : iterates[saved - 1]);
    assertArrayEquals(
        saved == 0 ? start : iterates[saved - 1], average(resumed, "raw"), "before the next");
    for (int t = saved; t < iterates.length; t++) {
      resumed.update(iterates[t]);
    }
    for (String name : whole.names()) {
      assertArrayEquals(average(whole, name), average(resumed, name), name);
    }
  }

  @Test
  void averageThatTheStateLacksBeginsAtTheNewestIterate() {
    TrainingState.Builder state = TrainingState.builder();
    AverageBank before = bank("raw");
    before.update(iterate());
    before.save("averages", state);
    AverageBank after = bank("raw,mean,suffix");
    float[] newest = iterate();
    after.restore("averages", state.build(), newest);
    assertArrayEquals(newest, average(after, "mean"));
    assertArrayEquals(newest, average(after, "suffix"));
    float[] next = iterate();
    after.update(next);
    // It counts from here: the mean of one iterate.
    assertArrayEquals(next, average(after, "mean"));
  }

  @Test
  void iteratesOfAnotherSizeAndUnknownNamesAreRejected() {
    AverageBank bank = bank("raw");
    float[] three = new float[3];
    assertThrows(InvalidValueException.class, () -> bank.update(three));
    float[] destination = new float[SIZE];
    assertEquals(
        "average: slow (expected: one of [raw])",
        assertThrows(InvalidValueException.class, () -> bank.copyTo("slow", destination))
            .getMessage());
    assertThrows(InvalidValueException.class, () -> bank.copyTo("raw", new float[3]));
  }

  private AverageBank bank(String averages) {
    return new AverageBank(Averages.parse(averages), start);
  }

  private static float[] average(AverageBank bank, String name) {
    float[] average = new float[SIZE];
    bank.copyTo(name, average);
    return average;
  }

  private float[] iterate() {
    float[] iterate = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      iterate[i] = (float) generator.standardNormal();
    }
    return iterate;
  }
}
