package io.papilio.protocol.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.MetadataUtils;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.protocol.codec.FailureCodec;
import io.papilio.protocol.codec.ServerInfo;
import io.papilio.protocol.codec.SpecCodec;
import io.papilio.protocol.transport.EventLoops;
import io.papilio.protocol.v1.EnvironmentServiceGrpc;
import io.papilio.protocol.v1.Failure;
import io.papilio.protocol.v1.GetServerInfoRequest;
import io.papilio.protocol.v1.ListEnvironmentsRequest;
import io.papilio.protocol.v1.RolloutRequest;
import io.papilio.protocol.v1.RolloutResponse;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A connection to a server. Environments on it, in any number, are independent of each other. Safe
 * for use by several threads.
 */
public final class EnvironmentChannel implements RolloutSource {
  /** Netty's own limit, half a minute, is silent for longer than anyone waits. */
  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

  private static final Metadata.Key<Failure> FAILURE =
      ProtoUtils.keyForProto(Failure.getDefaultInstance());

  private final ManagedChannel connection;
  private final Channel channel;
  private final ChannelConfig config;
  private final ServerInfo serverInfo;
  private final int addresses;

  private EnvironmentChannel(ManagedChannel connection, ChannelConfig config) {
    this.connection = connection;
    this.channel = authorized(connection, config.token());
    this.config = config;
    this.addresses = BalancedTarget.addresses(config.target());
    try {
      this.serverInfo =
          ServerInfo.of(ask(stub -> stub.getServerInfo(GetServerInfoRequest.getDefaultInstance())));
    } catch (RuntimeException e) {
      connection.shutdownNow();
      throw e;
    }
  }

  /**
   * Connects with the defaults.
   *
   * @param target {@code host:port}
   * @throws io.papilio.core.env.EnvironmentException UNAVAILABLE when no server answers there
   */
  public static EnvironmentChannel connect(String target) {
    return connect(ChannelConfig.of(target));
  }

  public static EnvironmentChannel connect(ChannelConfig config) {
    NettyChannelBuilder builder =
        config
            .tls()
            .map(tls -> tls.channel(config.target()))
            .orElseGet(
                () ->
                    NettyChannelBuilder.forTarget(
                        config.target(), InsecureChannelCredentials.create()));
    return new EnvironmentChannel(
        EventLoops.use(builder)
            .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
            // What arrives is only queued, so gRPC's own thread may do it without a hand-over.
            .directExecutor()
            .maxInboundMessageSize(config.maxMessageBytes())
            .keepAliveTime(config.keepAliveSeconds(), TimeUnit.SECONDS)
            .keepAliveTimeout(config.keepAliveSeconds(), TimeUnit.SECONDS)
            .defaultServiceConfig(BalancedTarget.serviceConfig(config.target()))
            .build(),
        config);
  }

  /** Connects to a server of this process; requests are executed on the caller's thread. */
  public static EnvironmentChannel inProcess(String name) {
    return new EnvironmentChannel(
        InProcessChannelBuilder.forName(name).directExecutor().build(), ChannelConfig.of(name));
  }

  public ServerInfo serverInfo() {
    return serverInfo;
  }

  @Override
  public List<EnvironmentSpec> specs() {
    return ask(stub -> stub.listEnvironments(ListEnvironmentsRequest.getDefaultInstance()))
        .getEnvironmentsList()
        .stream()
        .map(SpecCodec::fromProto)
        .toList();
  }

  /** The spec of an environment that the server makes for the purpose. */
  @Override
  public EnvironmentSpec spec(String id, KeywordArguments options) {
    try (VectorEnvironment one = vector(id, options, 1, AutoresetMode.NEXT_STEP)) {
      return one.spec();
    }
  }

  @Override
  public VectorEnvironment vector(
      String id, KeywordArguments options, int size, AutoresetMode mode) {
    return new RemoteVectorEnvironment(this, id, options, size, mode, Optional.of(List.of()));
  }

  @Override
  public RolloutRunner runner(String id, KeywordArguments keywords, int numEnvs) {
    return new RemoteRollout(List.of(this), id, keywords, numEnvs);
  }

  @Override
  public Map<String, String> libraries() {
    return serverInfo.libraries();
  }

  @Override
  public String describe() {
    return serverInfo.name();
  }

  /** Begins a session by bare messages, for holding the server against the protocol. */
  public BareSession openBareSession() {
    return new BareSession(
        channel.newCall(EnvironmentServiceGrpc.getInteractMethod(), CallOptions.DEFAULT),
        config.responseTimeoutSeconds());
  }

  /**
   * A session on this connection with another token or none, for holding the server against the
   * protocol.
   */
  public BareSession openBareSession(Optional<String> token) {
    return new BareSession(
        authorized(connection, token)
            .newCall(EnvironmentServiceGrpc.getInteractMethod(), CallOptions.DEFAULT),
        config.responseTimeoutSeconds());
  }

  /** The other calls, likewise. */
  public EnvironmentServiceGrpc.EnvironmentServiceBlockingStub bareCalls(Optional<String> token) {
    return EnvironmentServiceGrpc.newBlockingStub(authorized(connection, token))
        .withDeadlineAfter(config.responseTimeoutSeconds(), TimeUnit.SECONDS);
  }

  /**
   * The calls that are no session by bare messages, for holding the server against the protocol.
   */
  public EnvironmentServiceGrpc.EnvironmentServiceBlockingStub bareCalls() {
    return EnvironmentServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(config.responseTimeoutSeconds(), TimeUnit.SECONDS);
  }

  /** Whether the server runs policies. */
  boolean hasRollouts() {
    return serverInfo.capabilities().contains("rollout");
  }

  /** How many servers there are behind the target: calls are spread over them. */
  int addresses() {
    return addresses;
  }

  /**
   * Runs episodes on the server; a cancellation of the current context ends them.
   *
   * @return throws {@link StatusRuntimeException}, of which {@link #exception} has the meaning
   */
  Iterator<RolloutResponse> rollout(RolloutRequest request) {
    return new ResponseStream<>(
        channel.newCall(EnvironmentServiceGrpc.getRolloutMethod(), CallOptions.DEFAULT),
        request,
        config.responseTimeoutSeconds());
  }

  /** What a status of this server means. */
  RuntimeException exception(StatusRuntimeException e) {
    Failure failure = e.getTrailers() == null ? null : e.getTrailers().get(FAILURE);
    return failure == null
        ? StatusExceptions.of(e.getStatus(), config.target())
        : FailureCodec.fromProto(failure);
  }

  RemoteSession openSession() {
    return new RemoteSession(
        channel.newCall(EnvironmentServiceGrpc.getInteractMethod(), CallOptions.DEFAULT),
        config.target(),
        config.responseTimeoutSeconds());
  }

  /** Ends all sessions on this channel. */
  @Override
  public void close() {
    connection.shutdownNow();
  }

  private <T> T ask(Function<EnvironmentServiceGrpc.EnvironmentServiceBlockingStub, T> question) {
    try {
      return question.apply(bareCalls());
    } catch (StatusRuntimeException e) {
      throw exception(e);
    }
  }

  private static Channel authorized(ManagedChannel connection, Optional<String> token) {
    Metadata headers = new Metadata();
    token.ifPresent(
        text ->
            headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer " + text));
    return ClientInterceptors.intercept(
        connection, MetadataUtils.newAttachHeadersInterceptor(headers));
  }
}
