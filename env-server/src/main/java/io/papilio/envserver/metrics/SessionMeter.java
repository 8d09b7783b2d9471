package io.papilio.envserver.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.papilio.envserver.grpc.SessionObserver;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.InteractRequest.RequestCase;
import io.papilio.protocol.v1.InteractResponse;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Counts one session. It keeps its meters at hand, since looking one up costs more than a count.
 */
final class SessionMeter implements SessionObserver {
  private final ServerMetrics metrics;
  private final Map<RequestCase, Timer> timers = new EnumMap<>(RequestCase.class);
  private String environmentId = "";
  private Counter steps;
  private int size;

  SessionMeter(ServerMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void answered(InteractRequest request, InteractResponse response, long nanos) {
    if (response.hasFailure()) {
      metrics.rejected(SessionObserver.statusName(response.getFailure().getCode()));
      return;
    }
    if (response.hasOpen()) {
      environmentId = response.getOpen().getSpec().getId();
      size = response.getOpen().getNumEnvs();
      steps = metrics.steps(environmentId);
      metrics.opened(size);
    }
    if (request.hasStep()) {
      steps.increment(size);
    }
    timers
        .computeIfAbsent(request.getRequestCase(), kind -> metrics.requests(environmentId, kind))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void ended(String code, String message) {
    metrics.ended(size, code);
  }
}
