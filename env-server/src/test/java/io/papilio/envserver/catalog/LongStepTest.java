package io.papilio.envserver.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.wrapper.NamedWrapper;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** One environment step of as many physics steps as a client may ask for. */
class LongStepTest {
  private static final int FRAME_SKIP = 1024;
  private static final int REPEATS = 4;

  /** Well above what five physics steps of any shipped model take, on a busy machine too. */
  private static final long MOST_MILLIS = 200;

  private static Environment environment(
      String id, int frameSkip, int repeats, BooleanSupplier abandoned) {
    VectorRequest request =
        VectorRequest.of(
                id, KeywordArguments.of("frame_skip", frameSkip), 1, AutoresetMode.DISABLED)
            .withWrappers(
                List.of(
                    new NamedWrapper("RepeatAction", KeywordArguments.of("num_repeats", repeats))));
    Environment environment =
        EnvironmentCatalog.standard()
            .environments(request, new VectorBounds(bytes -> {}, abandoned))
            .get(0);
    environment.reset(ResetRequest.seeded(1));
    return environment;
  }

  private static void step(Environment environment) {
    environment.step(Tensor.float32(new float[environment.spec().actionBox().size()]));
  }

  @Test
  void stepOfManyPhysicsStepsEndsBeforeTheNextFiveWhenItsClientHasGone() {
    AtomicInteger asked = new AtomicInteger();
    // The first question comes before the environment is made.
    try (Environment env =
        environment("HalfCheetah-v5", FRAME_SKIP, 1, () -> asked.incrementAndGet() > 4)) {
      assertThrows(CancellationException.class, () -> step(env));
      assertEquals(5, asked.get());
    }
  }

  @Test
  void repeatedActionEndsBeforeTheNextRepeatWhenItsClientHasGone() {
    AtomicInteger asked = new AtomicInteger();
    try (Environment env =
        environment("HalfCheetah-v5", 5, 512, () -> asked.incrementAndGet() > 4)) {
      assertThrows(CancellationException.class, () -> step(env));
      assertEquals(5, asked.get());
    }
  }

  @Test
  @Tag("nightly")
  void everyLongestStepEndsSoonAfterItsClientHasGone(TestReporter reporter) {
    for (String id : EnvironmentCatalog.standard().ids()) {
      if (!id.endsWith("-v5")) {
        continue;
      }
      try (Environment env = environment(id, FRAME_SKIP, REPEATS, () -> false)) {
        long begin = System.nanoTime();
        step(env);
        reporter.publishEntry(id + ", whole step, ms", "" + millisSince(begin));
      }
      long[] gone = {Long.MAX_VALUE};
      try (Environment env = environment(id, FRAME_SKIP, REPEATS, () -> gone(gone))) {
        gone[0] = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5);
        assertThrows(CancellationException.class, () -> step(env), id);
        long late = millisSince(gone[0]);
        reporter.publishEntry(id + ", after its client has gone, ms", "" + late);
        assertTrue(late < MOST_MILLIS, id + " " + late);
      }
    }
  }

  private static boolean gone(long[] atNanos) {
    return System.nanoTime() > atNanos[0];
  }

  private static long millisSince(long beginNanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beginNanos);
  }
}
