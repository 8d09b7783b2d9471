"""What Prometheus reads, by the names that `./papilio serve --metrics-port` has too."""

from __future__ import annotations

import grpc
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server

from papilio_gym.protocol import environment_pb2 as pb

# Upper bounds in seconds, from a light step to a large batch.
_LATENCIES = (50e-6, 100e-6, 250e-6, 500e-6, 1e-3, 5e-3, 25e-3, 0.1, 1.0)

_STATUSES = {code.value[0]: code.name for code in grpc.StatusCode}


class Metrics:
    """The meters of a server: one each per environment id, kind of request or status."""

    def __init__(self) -> None:
        self.registry = to = CollectorRegistry()
        self.sessions = Gauge("papilio_sessions", "sessions at this time", registry=to)
        self.environments = Gauge(
            "papilio_environments", "environments of all sessions at this time", registry=to
        )
        self.steps = Counter(
            "papilio_steps", "environment steps; a batch of n counts n",
            ["environment"], registry=to,
        )  # fmt: skip
        self.requests = Histogram(
            "papilio_request_seconds", "time to carry out a request, without the network",
            ["environment", "request"], buckets=_LATENCIES, registry=to,
        )  # fmt: skip
        self.rejections = Counter(
            "papilio_rejections", "requests and sessions that were rejected, by gRPC status",
            ["status"], registry=to,
        )  # fmt: skip
        self.sessions_ended = Counter(
            "papilio_sessions_ended", "sessions that have ended, by gRPC status",
            ["status"], registry=to,
        )  # fmt: skip

    def begin(self) -> SessionMeter:
        """Counts a session or rollout."""
        self.sessions.inc()
        return SessionMeter(self)


class SessionMeter:
    """Counts what one session does."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._id = ""
        self._size = 0

    def answered(self, kind: str, response: pb.InteractResponse, seconds: float) -> None:
        """A request has its response.

        Args:
            kind: the name of the request in the protocol.
            seconds: what its execution took.
        """
        metrics = self._metrics
        if response.HasField("failure"):
            metrics.rejections.labels(_STATUSES[response.failure.code]).inc()
            return
        if response.HasField("open"):
            self._id, self._size = response.open.spec.id, response.open.num_envs
            metrics.environments.inc(self._size)
        if kind == "step":
            metrics.steps.labels(self._id).inc(self._size)
        metrics.requests.labels(self._id, kind).observe(seconds)

    def ended(self, status: str) -> None:
        self._metrics.sessions.dec()
        self._metrics.environments.dec(self._size)
        self._metrics.sessions_ended.labels(status).inc()


class MetricsEndpoint:
    """`GET /metrics` at `port`, without credentials.

    Args:
        port: 0 means any free one.

    Raises:
        OSError: if the address is in use.
    """

    def __init__(self, metrics: Metrics, host: str, port: int) -> None:
        try:
            self._server, self._thread = start_http_server(port, host, metrics.registry)
        except OSError as error:
            raise OSError(f"cannot listen on {host}:{port} for metrics: {error.strerror}") from None
        self.port = self._server.server_port

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
