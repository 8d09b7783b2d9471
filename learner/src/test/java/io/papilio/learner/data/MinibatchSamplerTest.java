package io.papilio.learner.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.papilio.core.random.RandomStreams;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinibatchSamplerTest {
  @ParameterizedTest
  @CsvSource({"10, 3", "12, 4", "5, 7", "1, 2", "100, 32"})
  void everyEpochHasEveryRowOnce(int rows, int batchSize) {
    var sampler = new MinibatchSampler(RandomStreams.of(3), rows, batchSize);
    int[] drawn =
        IntStream.range(0, 4 * rows).flatMap(t -> Arrays.stream(sampler.minibatch(t))).toArray();

    for (int epoch = 0; epoch < 4; epoch++) {
      int[] order = Arrays.copyOfRange(drawn, epoch * rows, (epoch + 1) * rows);
      Arrays.sort(order);
      assertArrayEquals(IntStream.range(0, rows).toArray(), order, "epoch " + epoch);
    }
  }

  @Test
  void epochsAreOfDifferentOrder() {
    var sampler = new MinibatchSampler(RandomStreams.of(3), 50, 50);
    assertNotEquals(Arrays.toString(sampler.minibatch(0)), Arrays.toString(sampler.minibatch(1)));
  }

  @Test
  void minibatchDoesNotDependOnThoseAskedForBefore() {
    var inOrder = new MinibatchSampler(RandomStreams.of(5), 11, 4);
    String[] expected = new String[12];
    for (int t = 0; t < expected.length; t++) {
      expected[t] = Arrays.toString(inOrder.minibatch(t));
    }
    var resumed = new MinibatchSampler(RandomStreams.of(5), 11, 4);
    for (int t : new int[] {7, 8, 2, 11, 0}) {
      assertEquals(expected[t], Arrays.toString(resumed.minibatch(t)));
    }
  }

  @Test
  void seedDecidesTheOrder() {
    int[] one = new MinibatchSampler(RandomStreams.of(1), 50, 50).minibatch(0);
    int[] two = new MinibatchSampler(RandomStreams.of(2), 50, 50).minibatch(0);
    assertNotEquals(Arrays.toString(one), Arrays.toString(two));
  }
}
