package io.papilio.envserver;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerCredentials;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import io.papilio.core.validation.Require;
import io.papilio.envserver.access.Authentication;
import io.papilio.envserver.access.Tls;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.grpc.CallExecutor;
import io.papilio.envserver.grpc.ConnectionIdentity;
import io.papilio.envserver.grpc.EnvironmentGrpcService;
import io.papilio.envserver.grpc.MalformedMessages;
import io.papilio.envserver.grpc.RequestTimeout;
import io.papilio.envserver.grpc.RolloutThreads;
import io.papilio.envserver.grpc.SessionAudit;
import io.papilio.envserver.grpc.SessionLog;
import io.papilio.envserver.grpc.SessionObserver;
import io.papilio.envserver.metrics.MetricsEndpoint;
import io.papilio.envserver.metrics.ServerMetrics;
import io.papilio.envserver.policy.NamedPolicies;
import io.papilio.envserver.policy.PolicyLimits;
import io.papilio.envserver.policy.PolicyLoader;
import io.papilio.envserver.policy.PolicyStore;
import io.papilio.protocol.transport.EventLoops;
import io.papilio.protocol.v1.EnvironmentServiceGrpc;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running environment server, with gRPC's health and reflection services beside the environment
 * service.
 */
public final class EnvServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EnvServer.class);

  /** Of all servers of the process; its threads end when nothing is left to do. */
  private static final Executor REQUESTS =
      Executors.newCachedThreadPool(task -> daemon(task, "papilio-requests"));

  /** By the protocol's names. */
  private static final List<String> CAPABILITIES =
      List.of("snapshot", "render", "wrappers", "rollout");

  private final Server server;
  private final EnvironmentGrpcService service;
  private final HealthStatusManager health;
  private final ExecutorService rolloutThreads;
  private final ScheduledExecutorService leases;
  private final EnvServerConfig config;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Optional<MetricsEndpoint> metrics;
  private final String target;

  private EnvServer(
      ServerBuilder<?> builder,
      EnvServerConfig config,
      EnvironmentCatalog catalog,
      NamedPolicies named,
      String name) {
    this.config = config;
    PolicyLimits limits = config.rollouts();
    PolicyStore policies =
        new PolicyStore(
            new PolicyLoader(named, limits.maxPolicyBytes()),
            limits,
            config.access().clients().maxClientPolicies(),
            System::nanoTime);
    rolloutThreads =
        Executors.newFixedThreadPool(limits.threads(), task -> daemon(task, "papilio-rollout"));
    RequestTimeout requestTimeout = new RequestTimeout(System::nanoTime);
    builder.intercept(requestTimeout);
    ConnectionIdentity.install(builder, policies::forget);
    List<SessionObserver.Source> observers =
        new ArrayList<>(List.of(SessionLog.source(), SessionAudit.source()));
    if (config.metrics().port() >= 0) {
      PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      observers.add(new ServerMetrics(registry));
      metrics =
          Optional.of(
              new MetricsEndpoint(config.metrics().host(), config.metrics().port(), registry));
    } else {
      metrics = Optional.empty();
    }
    this.service =
        new EnvironmentGrpcService(
            catalog,
            config.limits(),
            config.access().clients(),
            catalog.libraries(),
            CAPABILITIES,
            SessionObserver.all(observers),
            policies,
            new RolloutThreads(rolloutThreads, limits.threads()));
    this.health = new HealthStatusManager();
    for (String served : new String[] {"", EnvironmentServiceGrpc.SERVICE_NAME}) {
      health.setStatus(served, ServingStatus.SERVING);
    }
    builder.intercept(new Authentication(config.access()));
    try {
      this.server =
          builder
              .maxInboundMessageSize(hardLimit(config.limits().maxMessageBytes()))
              .addService(MalformedMessages.asNull(service.bindService()))
              .addService(health.getHealthService())
              .addService(ProtoReflectionServiceV1.newInstance())
              .addService(reflectionForOlderClients())
              .build()
              .start();
    } catch (IOException e) {
      metrics.ifPresent(MetricsEndpoint::close);
      throw EnvironmentException.of(
          Reason.UNAVAILABLE, "cannot listen on " + name + ": " + BindProblem.of(e), e);
    }
    this.target = server.getPort() > 0 ? config.host() + ":" + server.getPort() : name;
    this.leases =
        Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "papilio-leases"));
    long policyPeriodMillis = Math.max(50, limits.policyLeaseSeconds() * 1000L / 10);
    ScheduledFuture<?> unusedPolicies =
        leases.scheduleWithFixedDelay(
            policies::removeIdle, policyPeriodMillis, policyPeriodMillis, TimeUnit.MILLISECONDS);
    int lease = config.limits().leaseSeconds();
    long periodMillis = lease == 0 ? 1000 : Math.max(50, Math.min(1000, lease * 1000L / 10));
    ScheduledFuture<?> unused =
        leases.scheduleWithFixedDelay(
            () -> {
              requestTimeout.expire();
              service.endIdleSessions();
            },
            periodMillis,
            periodMillis,
            TimeUnit.MILLISECONDS);
  }

  /** Python's grpcio-reflection knows no other. */
  @SuppressWarnings("deprecation")
  private static BindableService reflectionForOlderClients() {
    return ProtoReflectionService.newInstance();
  }

  /** Starts a server with the standard catalog at the configured address. */
  public static EnvServer start(EnvServerConfig config) {
    return start(config, EnvironmentCatalog.standard());
  }

  /**
   * Starts a server at the configured address.
   *
   * @throws EnvironmentException UNAVAILABLE when the address is in use
   */
  public static EnvServer start(EnvServerConfig config, EnvironmentCatalog catalog) {
    return start(config, catalog, NamedPolicies.NONE);
  }

  /**
   * Starts a server at the configured address.
   *
   * @param named policies that rollouts may name
   * @throws EnvironmentException UNAVAILABLE when the address is in use
   */
  public static EnvServer start(
      EnvServerConfig config, EnvironmentCatalog catalog, NamedPolicies named) {
    InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
    boolean exposed = isExposed(address);
    requireEncryption(exposed && !config.access().tls().isOn(), "host", config.host(), config);
    if (exposed && !config.access().asksForIdentity()) {
      LOG.warn("host: {} without a token (expected: a token beyond loopback)", config.host());
    }
    InetSocketAddress scraped = new InetSocketAddress(config.metrics().host(), 0);
    boolean scrapedOpenly = config.metrics().port() >= 0 && isExposed(scraped);
    requireEncryption(scrapedOpenly, "metrics_host", config.metrics().host(), config);
    NettyServerBuilder builder =
        EventLoops.use(listenAt(address, config))
            .executor(REQUESTS)
            // A client that is gone without a word, or never says one, is noticed.
            .keepAliveTime(60, TimeUnit.SECONDS)
            .keepAliveTimeout(20, TimeUnit.SECONDS)
            .permitKeepAliveTime(5, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true);
    int lease = config.limits().leaseSeconds();
    int policyLease = config.rollouts().policyLeaseSeconds();
    if (lease > 0 && policyLease > 0) {
      // The policies of an idle connection have expired by then.
      builder.maxConnectionIdle(Math.max(lease, policyLease), TimeUnit.SECONDS);
    }
    CallExecutor.install(builder, REQUESTS);
    return new EnvServer(builder, config, catalog, named, config.host() + ":" + config.port());
  }

  /**
   * Starts a server for this process alone, without port. Its requests are executed on the threads
   * of the clients.
   */
  public static EnvServer startInProcess(EnvServerConfig config, EnvironmentCatalog catalog) {
    String name = "papilio-" + UUID.randomUUID();
    return new EnvServer(
        InProcessServerBuilder.forName(name).directExecutor(),
        config,
        catalog,
        NamedPolicies.NONE,
        name);
  }

  /** Where to connect: {@code host:port}, or the name of a server of this process. */
  public String target() {
    return target;
  }

  /** Where Prometheus reads: {@code host:port}; absent without metrics. */
  public Optional<String> metricsTarget() {
    return metrics.map(MetricsEndpoint::target);
  }

  /** Waits until the server has been stopped. */
  public void awaitStopped() throws InterruptedException {
    server.awaitTermination();
  }

  /**
   * Stops: rejects new sessions, waits for the running ones as configured, then ends them. Stopping
   * twice is harmless.
   */
  @Override
  public void close() {
    if (stopping.compareAndSet(false, true)) {
      health.enterTerminalState();
    }
    server.shutdown();
    try {
      if (!server.awaitTermination(config.drainSeconds(), TimeUnit.SECONDS)) {
        service.endSessions();
        server.awaitTermination(1, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.shutdownNow();
    leases.shutdownNow();
    // What waits for a thread still frees its environments.
    rolloutThreads.shutdown();
    metrics.ifPresent(MetricsEndpoint::close);
  }

  private static NettyServerBuilder listenAt(InetSocketAddress address, EnvServerConfig config) {
    Tls tls = config.access().tls();
    if (!tls.isOn()) {
      return NettyServerBuilder.forAddress(address);
    }
    ServerCredentials credentials = tls.credentials();
    try {
      return NettyServerBuilder.forAddress(address, credentials);
    } catch (IllegalArgumentException e) {
      throw tls.unreadable();
    }
  }

  private static boolean isExposed(InetSocketAddress address) {
    return address.isUnresolved() || !address.getAddress().isLoopbackAddress();
  }

  private static void requireEncryption(
      boolean open, String setting, String host, EnvServerConfig config) {
    Require.that(
        !open || config.access().insecure(),
        setting,
        host + " without encryption",
        "an address of this machine alone, TLS, or --insecure");
  }

  /** gRPC cuts a stream off without a word; the session, which explains itself, comes first. */
  private static int hardLimit(int maxMessageBytes) {
    return (int) Math.min(4L * maxMessageBytes, Integer.MAX_VALUE);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
