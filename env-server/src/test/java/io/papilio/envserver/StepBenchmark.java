package io.papilio.envserver;

import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.space.Batch;
import io.papilio.core.space.Box;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.catalog.VectorBounds;
import io.papilio.envserver.catalog.VectorRequest;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.client.RemoteEnvironment;
import io.papilio.protocol.client.RemoteVectorEnvironment;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Locale;

/**
 * Prints the time of one step by each way to an environment: direct, in process and over Netty on
 * the loopback; alone, and 64 at a time. The figure is the fastest of many short rounds, since
 * other programs can only make a round slower. Arguments: environment ids.
 */
final class StepBenchmark {
  private static final int MANY = 64;
  private static final int ROUNDS = 1500;
  private static final long ROUND_NANOS = 2_000_000;
  private static final AutoresetMode MODE = AutoresetMode.NEXT_STEP;

  private StepBenchmark() {}

  public static void main(String[] ids) {
    EnvironmentCatalog catalog = EnvironmentCatalog.standard();
    EnvServerConfig config = EnvServerConfig.DEFAULTS.withPort(0);
    try (EnvServer local = EnvServer.startInProcess(config, catalog);
        EnvServer netty = EnvServer.start(config, catalog);
        EnvironmentChannel inProcess = EnvironmentChannel.inProcess(local.target());
        EnvironmentChannel loopback = EnvironmentChannel.connect(netty.target())) {
      for (String id : ids) {
        print(id, "direct", catalog.create(id, KeywordArguments.NONE));
        print(id, "in process", new RemoteEnvironment(inProcess, id, KeywordArguments.NONE));
        print(id, "Netty", new RemoteEnvironment(loopback, id, KeywordArguments.NONE));
        print(id, "direct", local(catalog, id));
        print(id, "in process", remote(inProcess, id));
        print(id, "Netty", remote(loopback, id));
      }
    }
  }

  private static VectorEnvironment remote(EnvironmentChannel channel, String id) {
    return new RemoteVectorEnvironment(channel, id, KeywordArguments.NONE, MANY, MODE);
  }

  private static VectorEnvironment local(EnvironmentCatalog catalog, String id) {
    return catalog.vector(
        VectorRequest.of(id, KeywordArguments.NONE, MANY, MODE), VectorBounds.NONE);
  }

  private static Tensor zero(Box box) {
    byte[] zeros = new byte[box.size() * box.dtype().bytes()];
    return Tensor.wrap(box.dtype(), box.shape(), ByteBuffer.wrap(zeros));
  }

  private static void print(String id, String way, Environment environment) {
    try (environment) {
      Element action = zero(environment.spec().actionBox());
      boolean[] ended = {true};
      print(
          id,
          way,
          1,
          () -> {
            if (ended[0]) {
              environment.reset(ResetRequest.seeded(1));
            }
            ended[0] = environment.step(action).isLast();
          });
    }
  }

  private static void print(String id, String way, VectorEnvironment vector) {
    try (vector) {
      Box space = vector.spec().actionBox();
      Element actions = Batch.of(space, Collections.nCopies(MANY, zero(space)));
      vector.reset(VectorResetRequest.seeded(BigInteger.ONE, MANY));
      print(id, way, MANY, () -> vector.step(actions));
    }
  }

  private static void print(String id, String way, int size, Runnable step) {
    double fastest = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      long steps = 0;
      while (System.nanoTime() - begin < ROUND_NANOS) {
        step.run();
        steps++;
      }
      fastest = Math.min(fastest, (double) (System.nanoTime() - begin) / steps);
    }
    System.out.printf(
        Locale.ROOT,
        "%-16s %2d environments, %-10s: %8.1f us a step, %9.0f environment steps/s%n",
        id,
        size,
        way,
        fastest / 1000,
        size * 1e9 / fastest);
  }
}
