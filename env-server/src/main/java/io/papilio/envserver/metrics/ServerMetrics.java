package io.papilio.envserver.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.papilio.envserver.grpc.SessionObserver;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Meters of a server; steps per second are the rate of {@code papilio_steps_total}. A meter exists
 * once per environment id, kind of request or status, never per session.
 */
public final class ServerMetrics implements SessionObserver.Source {
  /** Upper bounds of the latency histogram, from a light step to a large batch. */
  private static final Duration[] LATENCIES = {
    Duration.ofNanos(50_000),
    Duration.ofNanos(100_000),
    Duration.ofNanos(250_000),
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofSeconds(1)
  };

  private final MeterRegistry registry;
  private final AtomicLong sessions = new AtomicLong();
  private final AtomicLong environments = new AtomicLong();

  public ServerMetrics(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("papilio.sessions", sessions, AtomicLong::get)
        .description("sessions at this time")
        .register(registry);
    Gauge.builder("papilio.environments", environments, AtomicLong::get)
        .description("environments of all sessions at this time")
        .register(registry);
  }

  @Override
  public SessionObserver begin(long session) {
    sessions.incrementAndGet();
    return new SessionMeter(this);
  }

  @Override
  public void turnedAway(String code, String message) {
    rejected(code);
  }

  void opened(int size) {
    environments.addAndGet(size);
  }

  void ended(int size, String code) {
    sessions.decrementAndGet();
    environments.addAndGet(-size);
    Counter.builder("papilio.sessions.ended")
        .description("sessions that have ended, by gRPC status")
        .tag("status", code)
        .register(registry)
        .increment();
  }

  void rejected(String code) {
    Counter.builder("papilio.rejections")
        .description("requests and sessions that were rejected, by gRPC status")
        .tag("status", code)
        .register(registry)
        .increment();
  }

  /** Environment steps: n for a batched step. */
  Counter steps(String environmentId) {
    return Counter.builder("papilio.steps")
        .description("environment steps; a batch of n counts n")
        .tag("environment", environmentId)
        .register(registry);
  }

  Timer requests(String environmentId, Enum<?> kind) {
    return Timer.builder("papilio.request")
        .description("time to carry out a request, without the network")
        .tag("environment", environmentId)
        .tag("request", kind.name().toLowerCase(Locale.ROOT))
        .serviceLevelObjectives(LATENCIES)
        .register(registry);
  }
}
