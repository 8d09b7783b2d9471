package io.papilio.envserver.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import java.util.List;

/**
 * Gives a service {@code null} for a message whose bytes cannot be parsed. gRPC by itself throws on
 * its own thread: it logs a stack trace, and the service does not learn of it.
 */
public final class MalformedMessages {
  private MalformedMessages() {}

  /** The same service, whose methods take {@code null} for malformed messages. */
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
    return ServerMethodDefinition.create(descriptor, method.getServerCallHandler());
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
