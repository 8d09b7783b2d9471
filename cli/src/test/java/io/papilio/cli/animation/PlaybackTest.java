package io.papilio.cli.animation;

import static io.papilio.core.env.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.env.BrokenEnvironment;
import io.papilio.core.env.CallOrder;
import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Frame;
import io.papilio.core.env.Reason;
import io.papilio.core.env.RenderMode;
import io.papilio.core.env.Rendering;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.policy.ZeroPolicy;
import io.papilio.core.space.DType;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.LocalVectorEnvironment;
import io.papilio.core.vector.VectorEnvironment;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaybackTest {
  /** A broken environment that can be shown. */
  private static final class Shown implements Environment {
    private final BrokenEnvironment broken = new BrokenEnvironment(Double.NaN, 0);

    @Override
    public EnvironmentSpec spec() {
      return broken.spec().withRendering(new Rendering(List.of("rgb_array"), 25));
    }

    @Override
    public TimeStep reset(ResetRequest request) {
      return broken.reset(request);
    }

    @Override
    public TimeStep step(Element action) {
      return broken.step(action);
    }

    @Override
    public Frame render(RenderMode mode) {
      return new Frame(Tensor.wrap(DType.UINT8, List.of(1, 1, 3), ByteBuffer.allocate(3)));
    }

    @Override
    public void close() {}
  }

  @Test
  void numberThatIsNotFiniteIsTheEnvironmentsFaultAndNotThePolicys() {
    try (VectorEnvironment shown =
        new LocalVectorEnvironment(List.of(new CallOrder(new Shown())), AutoresetMode.SAME_STEP)) {
      Playback playback = new Playback(shown, new ZeroPolicy(shown.spec().actionSpace()), 7, 25);
      for (int i = 0; i < 4; i++) {
        playback.next();
      }
      assertEquals(
          "Broken-v0, step 5: observation: NaN at index 1 (expected: a finite number)",
          assertFails(Reason.SIMULATION_FAILED, playback::next).getMessage());
    }
  }
}
