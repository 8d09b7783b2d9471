package io.papilio.envserver.grpc;

import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerBuilder;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerTransportFilter;
import java.util.function.Consumer;

/** Says which connection a call came on, so that what a client leaves behind ends with it. */
public final class ConnectionIdentity {
  private static final Attributes.Key<Object> ATTRIBUTE =
      Attributes.Key.create("papilio-connection");
  private static final Context.Key<Object> KEY = Context.key("papilio-connection");

  /** Of calls without a connection, as tests make them. */
  private static final Object NONE = new Object();

  private ConnectionIdentity() {}

  /**
   * Gives each connection of a server an identity.
   *
   * @param ended takes that of a connection that has ended
   */
  public static void install(ServerBuilder<?> builder, Consumer<Object> ended) {
    builder.addTransportFilter(
        new ServerTransportFilter() {
          @Override
          public Attributes transportReady(Attributes attributes) {
            return attributes.toBuilder().set(ATTRIBUTE, new Object()).build();
          }

          @Override
          public void transportTerminated(Attributes attributes) {
            if (attributes != null && attributes.get(ATTRIBUTE) != null) {
              ended.accept(attributes.get(ATTRIBUTE));
            }
          }
        });
    builder.intercept(
        new ServerInterceptor() {
          @Override
          public <Q, R> ServerCall.Listener<Q> interceptCall(
              ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            Object identity = call.getAttributes().get(ATTRIBUTE);
            Context context = Context.current().withValue(KEY, identity == null ? NONE : identity);
            return Contexts.interceptCall(context, call, headers, next);
          }
        });
  }

  /** That of the call that is being set up on this thread. */
  static Object ofThisCall() {
    Object identity = KEY.get();
    return identity == null ? NONE : identity;
  }
}
