package io.papilio.envserver.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.protocol.v1.EnvironmentServiceGrpc;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
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
    Function<ManagedChannel, List<String>> list =
        channel ->
            listed(
                ServerReflectionGrpc.newStub(channel)::serverReflectionInfo,
                ServerReflectionRequest.newBuilder().setListServices("").build(),
                answer ->
                    answer.getListServicesResponse().getServiceList().stream()
                        .map(ServiceResponse::getName)
                        .toList());
    assertLists(list);
  }

  /** As Python's grpcio-reflection asks. */
  @Test
  void reflectionOfTheFirstVersionDoesSo() {
    Function<ManagedChannel, List<String>> list =
        channel ->
            listed(
                io.grpc.reflection.v1alpha.ServerReflectionGrpc.newStub(channel)
                    ::serverReflectionInfo,
                io.grpc.reflection.v1alpha.ServerReflectionRequest.newBuilder()
                    .setListServices("")
                    .build(),
                answer ->
                    answer.getListServicesResponse().getServiceList().stream()
                        .map(io.grpc.reflection.v1alpha.ServiceResponse::getName)
                        .toList());
    assertLists(list);
  }

  private static void assertLists(Function<ManagedChannel, List<String>> list) {
    try (NettyServerFixture fixture = new NettyServerFixture()) {
      List<String> services = list.apply(fixture.raw);
      assertTrue(services.contains(EnvironmentServiceGrpc.SERVICE_NAME), services.toString());
    }
  }

  private static <A, B> List<String> listed(
      Function<StreamObserver<B>, StreamObserver<A>> call,
      A question,
      Function<B, List<String>> names) {
    CompletableFuture<B> answer = new CompletableFuture<>();
    StreamObserver<A> requests =
        call.apply(
            new StreamObserver<>() {
              @Override
              public void onNext(B response) {
                answer.complete(response);
              }

              @Override
              public void onError(Throwable failure) {
                answer.completeExceptionally(failure);
              }

              @Override
              public void onCompleted() {}
            });
    requests.onNext(question);
    List<String> services = names.apply(answer.join());
    requests.onCompleted();
    return services;
  }
}
