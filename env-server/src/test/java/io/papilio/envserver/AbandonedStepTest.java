package io.papilio.envserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.papilio.core.env.AutoresetMode;
import io.papilio.core.env.Box;
import io.papilio.core.env.Element;
import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Info;
import io.papilio.core.env.Options;
import io.papilio.core.env.Rendering;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.Tensor;
import io.papilio.core.env.TimeStep;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A long step of a vector ends when nobody waits for it any more, over Netty. */
class AbandonedStepTest {
  private static final int SIZE = 8;

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch leave = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(SIZE);
  private final AtomicInteger steps = new AtomicInteger();
  private final EnvServer server =
      EnvServer.start(
          NettyServerFixture.config(3, SIZE, 600),
          new EnvironmentCatalog(List.of(new PatientFactory())));
  private final ManagedChannel channel =
      Grpc.newChannelBuilder(server.target(), InsecureChannelCredentials.create()).build();

  @AfterEach
  void stop() {
    leave.countDown();
    channel.shutdownNow();
    server.close();
  }

  private RawStream stepping() throws InterruptedException {
    RawStream stream =
        new RawStream(channel)
            .send(
                RawStream.open("Patient-v0", SIZE, AutoresetMode.NEXT_STEP),
                RawStream.reset("1"),
                RawStream.step(Tensor.float64(new double[SIZE], SIZE, 1)));
    assertTrue(stream.response().hasOpen());
    assertTrue(stream.response().hasTimeStep());
    assertTrue(entered.await(60, TimeUnit.SECONDS));
    return stream;
  }

  @Test
  void stepOfACancelledSessionStopsBeforeTheNextEnvironment() throws InterruptedException {
    RawStream stream = stepping();
    channel.shutdownNow();
    assertEquals(Status.Code.UNAVAILABLE, stream.end().getCode());
    assertTrue(closed.await(60, TimeUnit.SECONDS), "environments are freed");
    assertEquals(1, steps.get());
  }

  @Test
  void stepOfAStoppingServerStopsBeforeTheNextEnvironment() throws InterruptedException {
    stepping();
    server.close();
    assertTrue(closed.await(60, TimeUnit.SECONDS), "environments are freed");
    assertEquals(1, steps.get());
  }

  /** A step ends when its call is cancelled, or when the test says so. */
  private final class Patient implements Environment {
    private final EnvironmentSpec spec;

    Patient(EnvironmentSpec spec) {
      this.spec = spec;
    }

    @Override
    public EnvironmentSpec spec() {
      return spec;
    }

    @Override
    public TimeStep reset(ResetRequest request) {
      return TimeStep.first(Tensor.float64(new double[1]), Info.EMPTY);
    }

    @Override
    public TimeStep step(Element action) {
      steps.incrementAndGet();
      Context.current().addListener(context -> leave.countDown(), Runnable::run);
      entered.countDown();
      try {
        leave.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return new TimeStep(Tensor.float64(new double[1]), 0, false, false, Info.EMPTY);
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  private final class PatientFactory implements EnvironmentFactory {
    @Override
    public String id() {
      return "Patient-v0";
    }

    @Override
    public EnvironmentSpec spec(Options options) {
      return new EnvironmentSpec(
          id(),
          Box.unbounded(1),
          Box.unbounded(1),
          OptionalInt.empty(),
          OptionalDouble.empty(),
          Rendering.NONE);
    }

    @Override
    public Environment create(Options options) {
      return new Patient(spec(options));
    }
  }
}
