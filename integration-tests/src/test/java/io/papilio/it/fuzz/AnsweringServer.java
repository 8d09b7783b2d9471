package io.papilio.it.fuzz;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.inprocess.InProcessServerBuilder;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.v1.EnvironmentServiceGrpc;
import io.papilio.protocol.v1.GetServerInfoResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server of this process that answers given bytes: each request the next ones, a rollout all. */
final class AnsweringServer {
  private static final String NAME = "answers";

  private final Queue<byte[]> answers = new ConcurrentLinkedQueue<>();

  AnsweringServer() {
    ServerServiceDefinition.Builder service =
        ServerServiceDefinition.builder(EnvironmentServiceGrpc.SERVICE_NAME);
    for (MethodDescriptor<?, ?> method :
        EnvironmentServiceGrpc.getServiceDescriptor().getMethods()) {
      service.addMethod(RawMessages.of(method), this::begin);
    }
    try {
      Server unused =
          InProcessServerBuilder.forName(NAME).addService(service.build()).build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  EnvironmentChannel connect() {
    GetServerInfoResponse info =
        GetServerInfoResponse.newBuilder()
            .setProtocolVersion("1.2")
            .addCapabilities("rollout")
            .build();
    answer(List.of(info.toByteArray()));
    return EnvironmentChannel.inProcess(NAME);
  }

  /** What to answer from now on. */
  void answer(List<byte[]> next) {
    answers.clear();
    answers.addAll(next);
  }

  private ServerCall.Listener<byte[]> begin(ServerCall<byte[], byte[]> call, Metadata headers) {
    call.request(Integer.MAX_VALUE);
    call.sendHeaders(new Metadata());
    String method = call.getMethodDescriptor().getBareMethodName();
    return new ServerCall.Listener<>() {
      private boolean ended;

      @Override
      public void onMessage(byte[] message) {
        if (ended) {
          return;
        }
        do {
          byte[] next = answers.poll();
          if (next != null) {
            call.sendMessage(next);
          }
        } while (method.equals("Rollout") && !answers.isEmpty());
        if (!method.equals("Interact") || answers.isEmpty()) {
          ended = true;
          call.close(Status.OK, new Metadata());
        }
      }
    };
  }
}
