package io.papilio.envserver.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.protocol.v1.EnvironmentServiceGrpc;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class NeighborServicesTest {
  @Test
  void healthOfTheServiceIsServing() {
    try (NettyServerFixture fixture = new NettyServerFixture()) {
      HealthCheckRequest request =
          HealthCheckRequest.newBuilder().setService(EnvironmentServiceGrpc.SERVICE_NAME).build();
      assertEquals(
          ServingStatus.SERVING,
          HealthGrpc.newBlockingStub(fixture.raw).check(request).getStatus());
    }
  }

  @Test
  void reflectionListsTheService() {
    try (NettyServerFixture fixture = new NettyServerFixture()) {
      CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
      StreamObserver<ServerReflectionRequest> requests =
          ServerReflectionGrpc.newStub(fixture.raw)
              .serverReflectionInfo(
                  new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse response) {
                      answer.complete(response);
                    }

                    @Override
                    public void onError(Throwable failure) {
                      answer.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {}
                  });
      requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
      List<String> services =
          answer.join().getListServicesResponse().getServiceList().stream()
              .map(ServiceResponse::getName)
              .toList();
      requests.onCompleted();
      assertTrue(services.contains(EnvironmentServiceGrpc.SERVICE_NAME), services.toString());
    }
  }
}
