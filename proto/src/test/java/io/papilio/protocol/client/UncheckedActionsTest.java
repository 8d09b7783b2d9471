package io.papilio.protocol.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.Server;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.papilio.core.env.DriftEnvironment;
import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorInfo;
import io.papilio.core.vector.VectorTimeStep;
import io.papilio.protocol.codec.ElementCodec;
import io.papilio.protocol.codec.SpecCodec;
import io.papilio.protocol.codec.TimeStepCodec;
import io.papilio.protocol.v1.CloseResponse;
import io.papilio.protocol.v1.EnvironmentServiceGrpc;
import io.papilio.protocol.v1.GetServerInfoRequest;
import io.papilio.protocol.v1.GetServerInfoResponse;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.InteractResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client sends actions as they are: the server alone checks them. */
class UncheckedActionsTest {
  /** Neither the number nor the shape of an action of Drift-v0. */
  private static final Tensor WRONG = Tensor.float64(new double[] {Double.NaN, 0}, 2);

  private final List<Element> received = new ArrayList<>();
  private final String name = "unchecked-" + UUID.randomUUID();
  private Server server;
  private EnvironmentChannel channel;

  /** Answers anything with zeros. */
  private final class Recorder extends EnvironmentServiceGrpc.EnvironmentServiceImplBase {
    @Override
    public void getServerInfo(
        GetServerInfoRequest request, StreamObserver<GetServerInfoResponse> response) {
      response.onNext(GetServerInfoResponse.newBuilder().setProtocolVersion("1.0").build());
      response.onCompleted();
    }

    @Override
    public StreamObserver<InteractRequest> interact(StreamObserver<InteractResponse> responses) {
      return new StreamObserver<>() {
        @Override
        public void onNext(InteractRequest request) {
          responses.onNext(answer(request));
        }

        @Override
        public void onError(Throwable cancelled) {}

        @Override
        public void onCompleted() {
          responses.onCompleted();
        }
      };
    }

    private InteractResponse answer(InteractRequest request) {
      InteractResponse.Builder answer = InteractResponse.newBuilder();
      switch (request.getRequestCase()) {
        case OPEN ->
            answer.getOpenBuilder().setSpec(SpecCodec.toProto(new DriftEnvironment().spec()));
        case STEP -> {
          received.add(ElementCodec.fromProto(request.getStep().getActions()));
          answer.setTimeStep(TimeStepCodec.toProto(zeros()));
        }
        default -> answer.setClose(CloseResponse.getDefaultInstance());
      }
      return answer.build();
    }
  }

  private static VectorTimeStep zeros() {
    Tensor no = Tensor.bool(new boolean[1]);
    return new VectorTimeStep(
        Tensor.float64(new double[2], 1, 2),
        Tensor.float64(new double[1]),
        no,
        no,
        VectorInfo.EMPTY,
        Optional.empty());
  }

  @BeforeEach
  void start() throws IOException {
    server =
        InProcessServerBuilder.forName(name)
            .directExecutor()
            .addService(new Recorder())
            .build()
            .start();
    channel = EnvironmentChannel.inProcess(name);
  }

  @AfterEach
  void stop() {
    channel.close();
    server.shutdownNow();
  }

  @Test
  void ofALoneEnvironment() {
    try (Environment environment =
        new RemoteEnvironment(channel, "Drift-v0", KeywordArguments.NONE)) {
      environment.step(WRONG);
      assertEquals(List.of(Tensor.float64(new double[] {Double.NaN, 0}, 1, 2)), received);
    }
  }

  @Test
  void ofAVector() {
    try (VectorEnvironment vector =
        channel.vector("Drift-v0", KeywordArguments.NONE, 1, AutoresetMode.NEXT_STEP)) {
      vector.step(WRONG);
      assertEquals(List.of(WRONG), received);
    }
  }
}
