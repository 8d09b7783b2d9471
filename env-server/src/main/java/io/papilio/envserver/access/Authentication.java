package io.papilio.envserver.access;

import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthGrpc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/** Finds out which client makes a call, and rejects calls without a token where one is required. */
public final class Authentication implements ServerInterceptor {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String SCHEME = "Bearer ";

  private final Access access;
  private final Optional<TokenFile> file;

  /**
   * Reads the file of tokens, if there is one.
   *
   * @throws io.papilio.core.validation.InvalidValueException when it is none
   */
  public Authentication(Access access) {
    this.access = access;
    file = access.tokens().isEmpty() ? Optional.empty() : Optional.of(open(access));
  }

  private static TokenFile open(Access access) {
    return new TokenFile(Path.of(access.tokens()));
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Client connected = Client.of(call.getAttributes());
    String sent = headers.get(AUTHORIZATION);
    Optional<Client> client = sent == null ? Optional.empty() : known(sent, connected);
    if (client.isPresent() || !access.asksForToken() || isOpen(call)) {
      return Contexts.interceptCall(client.orElse(connected).context(), call, headers, next);
    }
    String what = sent == null ? "absent" : "wrong";
    AuditLog.rejected(connected, call.getMethodDescriptor().getFullMethodName(), what + " token");
    call.close(
        Status.UNAUTHENTICATED.withDescription(
            "authorization: " + what + " (expected: Bearer TOKEN with the server's token)"),
        new Metadata());
    return new ServerCall.Listener<>() {};
  }

  private Optional<Client> known(String authorization, Client connected) {
    if (!authorization.startsWith(SCHEME)) {
      return Optional.empty();
    }
    String token = authorization.substring(SCHEME.length());
    // In constant time, so that the token cannot be guessed byte by byte.
    if (!access.token().isEmpty() && MessageDigest.isEqual(bytes(access.token()), bytes(token))) {
      return Optional.of(connected);
    }
    return file.flatMap(clients -> clients.clientOf(token)).map(Client::new);
  }

  private boolean isOpen(ServerCall<?, ?> call) {
    return access.openHealth()
        && HealthGrpc.SERVICE_NAME.equals(call.getMethodDescriptor().getServiceName());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
