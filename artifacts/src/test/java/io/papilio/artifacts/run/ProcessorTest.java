package io.papilio.artifacts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTest {
  @Test
  void modelAndWidestInstructionsAreThoseOfTheFirstCore() {
    List<String> cpuinfo =
        List.of(
            "processor\t: 0",
            "model name\t: Some CPU @ 2.00GHz",
            "flags\t\t: fpu sse2 avx2 avx512f avx512dq",
            "",
            "processor\t: 1",
            "model name\t: Another");
    assertEquals(new Processor("Some CPU @ 2.00GHz", "AVX-512"), Processor.of(cpuinfo));
  }

  @Test
  void flagsAreWholeWords() {
    assertEquals("SSE2", Processor.of(List.of("flags : avx2x sse2 no_avx512f")).instructions());
    assertEquals("AVX2", Processor.of(List.of("flags : sse2 avx avx2")).instructions());
  }

  @Test
  void whatIsNotThereIsUnknown() {
    assertEquals(Processor.NOT_RECORDED, Processor.of(List.of()));
  }
}
