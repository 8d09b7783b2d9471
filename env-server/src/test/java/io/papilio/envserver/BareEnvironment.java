package io.papilio.envserver;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentSpec;
import java.util.concurrent.CountDownLatch;

/** What the environments of the tests share: a spec, and nothing to close. */
abstract class BareEnvironment implements Environment {
  private final EnvironmentSpec spec;

  BareEnvironment(EnvironmentSpec spec) {
    this.spec = spec;
  }

  @Override
  public final EnvironmentSpec spec() {
    return spec;
  }

  @Override
  public void close() {}

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
