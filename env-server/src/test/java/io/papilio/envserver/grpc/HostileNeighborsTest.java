package io.papilio.envserver.grpc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.RawStream;
import io.papilio.envserver.fixture.ServedDriftEnvironment;
import io.papilio.envserver.fixture.StuckEnvironment;
import io.papilio.envserver.fixture.StuckEnvironment.Stage;
import io.papilio.envserver.fixture.TestEnvironments;
import io.papilio.envserver.fixture.TestRequests;
import io.papilio.protocol.v1.EnvironmentServiceGrpc;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.ListEnvironmentsRequest;
import io.papilio.protocol.v1.Policy;
import io.papilio.protocol.v1.PolicyFormat;
import io.papilio.protocol.v1.RolloutRequest;
import io.papilio.protocol.v1.RolloutResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Clients whose requests take as long as they like keep no other client waiting, over Netty: no
 * thread that reads connections executes what they decide the cost of.
 */
class HostileNeighborsTest {
  /** One for each thread that reads connections. */
  private static final int HOSTILE = Math.max(2, Runtime.getRuntime().availableProcessors());

  private static final int REJECTED_STEPS = 20;

  private static final RolloutRequest ROLLOUT =
      RolloutRequest.newBuilder()
          .setEnvironmentId(StuckEnvironment.ID)
          .setPolicy(Policy.newBuilder().setFormat(PolicyFormat.POLICY_FORMAT_RANDOM))
          .setEpisodes(1)
          .build();

  private final StuckEnvironment.Control control = new StuckEnvironment.Control(HOSTILE);
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final NettyServerFixture fixture =
      new NettyServerFixture(
          NettyServerFixture.config(3 * HOSTILE, 8 * HOSTILE, 600),
          new EnvironmentCatalog(
              List.of(
                  control.factory(),
                  new TestEnvironments.Factory(
                      TestEnvironments.DRIFT,
                      keywords -> new ServedDriftEnvironment(TestEnvironments.DRIFT)))));

  @AfterEach
  void stop() {
    control.release();
    channels.forEach(ManagedChannel::shutdownNow);
    fixture.close();
  }

  private ManagedChannel connect() {
    ManagedChannel channel =
        Grpc.newChannelBuilder(fixture.server.target(), InsecureChannelCredentials.create())
            .build();
    channels.add(channel);
    return channel;
  }

  private static RawStream opened(ManagedChannel connection) {
    RawStream stream =
        new RawStream(connection)
            .send(
                RawStream.open(StuckEnvironment.ID, 1, AutoresetMode.NEXT_STEP),
                RawStream.reset("1"));
    assertTrue(stream.response().hasOpen());
    assertTrue(stream.response().hasTimeStep());
    return stream;
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void othersAreAnswered(Stage stage) throws InterruptedException {
    List<RawStream> hostile = new ArrayList<>();
    for (int i = 0; i < HOSTILE; i++) {
      hostile.add(stage == Stage.CREATE ? new RawStream(connect()) : opened(connect()));
    }
    List<InteractRequest> last = hostile.stream().map(stream -> prepare(stage, stream)).toList();
    control.stick(stage);
    for (int i = 0; i < HOSTILE; i++) {
      hostile.get(i).send(last.get(i));
    }
    control.awaitStuck();
    assertOthersAreAnswered();
  }

  /** Sends what comes before the request that waits. */
  private static InteractRequest prepare(Stage stage, RawStream stream) {
    return switch (stage) {
      case CREATE -> RawStream.open(StuckEnvironment.ID, 1, AutoresetMode.NEXT_STEP);
      case RESET -> RawStream.reset("2");
      case STEP -> {
        for (int t = 0; t < REJECTED_STEPS; t++) {
          stream.send(RawStream.step(Tensor.float64(new double[3], 3, 1))).failure();
        }
        yield RawStream.step(Tensor.float64(new double[1], 1, 1));
      }
      case SAVE -> TestRequests.SNAPSHOT;
      case LOAD -> {
        InteractRequest.Builder restore = InteractRequest.newBuilder();
        restore
            .getRestoreBuilder()
            .addAllSnapshots(
                stream.send(TestRequests.SNAPSHOT).response().getSnapshot().getSnapshotsList());
        yield restore.build();
      }
      case CLOSE -> RawStream.close();
    };
  }

  @Test
  void othersAreAnsweredDuringRollouts() throws InterruptedException {
    control.stick(Stage.CREATE);
    for (int i = 0; i < HOSTILE; i++) {
      EnvironmentServiceGrpc.newStub(connect()).rollout(ROLLOUT, new Ignored());
    }
    control.awaitStuck();
    assertOthersAreAnswered();
  }

  private void assertOthersAreAnswered() {
    for (int i = 0; i < HOSTILE; i++) {
      ManagedChannel connection = connect();
      assertTrue(
          EnvironmentServiceGrpc.newBlockingStub(connection)
                  .withDeadlineAfter(60, TimeUnit.SECONDS)
                  .listEnvironments(ListEnvironmentsRequest.getDefaultInstance())
                  .getEnvironmentsCount()
              > 0);
      RawStream other =
          new RawStream(connection).send(TestRequests.ONE, TestRequests.SEED, RawStream.drift(1));
      assertTrue(other.response().hasOpen());
      assertTrue(other.response().hasTimeStep());
      assertTrue(other.response().hasTimeStep());
    }
  }

  private static final class Ignored implements StreamObserver<RolloutResponse> {
    @Override
    public void onNext(RolloutResponse response) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}
  }
}
