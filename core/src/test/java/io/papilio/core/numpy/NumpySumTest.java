package io.papilio.core.numpy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.space.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumpySumTest {

  /** numpy.sum (2.4.6) of frac((i + 1) 0.618...) - 0.3, in float64 and in float32. */
  @ParameterizedTest
  @CsvSource({
    "7, 1.2049516849970572, 1.2049517631530762",
    "8, 1.8492235949962164, 1.8492236137390137",
    "17, 3.45920027873392, 3.459200382232666",
    "84, 17.181339837124803, 17.181339263916016",
    "128, 25.08861111913233, 25.088611602783203",
    "129, 25.514995667868774, 25.514995574951172",
    "300, 60.23459205775486, 60.23459243774414",
    "1001, 200.36339206104375, 200.3634033203125"
  })
  void sumIsExactlyNumpys(int size, double expected, double expectedFloat) {
    double[] values = values(size);
    assertEquals(expected, NumpySum.of(values));
    assertEquals((float) expectedFloat, NumpySum.of(Tensor.float64(values).toFloats()));
  }

  private static double[] values(int size) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = ((i + 1) * 0.6180339887498949) % 1.0 - 0.3;
    }
    return values;
  }
}
