package io.papilio.envserver.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Rejects calls that do not carry the server's token. */
public final class BearerToken implements ServerInterceptor {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final byte[] expected;

  public BearerToken(String token) {
    this.expected = bytes("Bearer " + token);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String actual = headers.get(AUTHORIZATION);
    // In constant time, so that the token cannot be guessed byte by byte.
    if (actual != null && MessageDigest.isEqual(expected, bytes(actual))) {
      return next.startCall(call, headers);
    }
    String what = actual == null ? "absent" : "wrong";
    call.close(
        Status.UNAUTHENTICATED.withDescription(
            "authorization: " + what + " (expected: Bearer TOKEN with the server's token)"),
        new Metadata());
    return new ServerCall.Listener<>() {};
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
