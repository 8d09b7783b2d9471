package io.papilio.envserver.grpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import java.util.List;

/**
 * Gives a service {@code null} for a message on a stream whose bytes cannot be parsed, and rejects
 * a call of one such message with INVALID_ARGUMENT. gRPC by itself throws on its own thread: it
 * logs a stack trace, and the service does not learn of it.
 */
public final class MalformedMessages {
  private MalformedMessages() {}

  /** The same service, whose streams take {@code null} for malformed messages. */
  public static ServerServiceDefinition asNull(ServerServiceDefinition service) {
    List<ServerMethodDefinition<?, ?>> methods =
        service.getMethods().stream()
            .<ServerMethodDefinition<?, ?>>map(MalformedMessages::asNull)
            .toList();
    ServiceDescriptor.Builder descriptor =
        ServiceDescriptor.newBuilder(service.getServiceDescriptor().getName())
            .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
    methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
    ServerServiceDefinition.Builder wrapped = ServerServiceDefinition.builder(descriptor.build());
    methods.forEach(wrapped::addMethod);
    return wrapped.build();
  }

  private static <Q, A> ServerMethodDefinition<Q, A> asNull(ServerMethodDefinition<Q, A> method) {
    MethodDescriptor<Q, A> before = method.getMethodDescriptor();
    MethodDescriptor<Q, A> descriptor =
        before.toBuilder(
                new NullForMalformed<>(before.getRequestMarshaller()),
                before.getResponseMarshaller())
            .build();
    ServerCallHandler<Q, A> handler = method.getServerCallHandler();
    return ServerMethodDefinition.create(
        descriptor,
        before.getType().clientSendsOneMessage()
            ? (call, headers) -> new OneMessage<>(call, handler.startCall(call, headers))
            : handler);
  }

  /** Rejects a malformed message of a call that has no other. */
  private static final class OneMessage<Q> extends SimpleForwardingServerCallListener<Q> {
    private final ServerCall<Q, ?> call;
    private boolean rejected;

    OneMessage(ServerCall<Q, ?> call, ServerCall.Listener<Q> listener) {
      super(listener);
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      if (message != null) {
        super.onMessage(message);
      } else {
        rejected = true;
        call.close(
            Status.INVALID_ARGUMENT.withDescription(
                "request: no protobuf (expected: a request of the protocol)"),
            new Metadata());
      }
    }

    @Override
    public void onHalfClose() {
      if (!rejected) {
        super.onHalfClose();
      }
    }
  }

  private record NullForMalformed<T>(Marshaller<T> marshaller) implements Marshaller<T> {
    @Override
    public InputStream stream(T message) {
      return marshaller.stream(message);
    }

    @Override
    public T parse(InputStream bytes) {
      try {
        return marshaller.parse(bytes);
      } catch (StatusRuntimeException malformed) {
        return null;
      }
    }
  }
}
