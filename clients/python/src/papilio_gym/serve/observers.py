"""What becomes of sessions and rollouts, for the audit log and the metrics."""

from __future__ import annotations

from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.serve.audit import AuditLog, SessionAudit
from papilio_gym.serve.failures import RequestFailed, SessionEnded
from papilio_gym.serve.metrics import Metrics, SessionMeter


class Observers:
    """Observes all sessions of a server."""

    def __init__(self, audit: AuditLog, metrics: Metrics) -> None:
        self._audit = audit
        self._metrics = metrics

    def begin(self, client: str) -> SessionObserver:
        """Observes the next session or rollout."""
        return SessionObserver(self._audit.begin(client), self._metrics.begin())

    def turned_away(self, client: str, end: SessionEnded) -> None:
        """A session for which there was no room."""
        self._audit.rejected(client, "session", _outcome(end))
        self._metrics.rejections.labels(end.code.name).inc()


class SessionObserver:
    """Observes a session or rollout."""

    def __init__(self, audit: SessionAudit, meter: SessionMeter) -> None:
        self._audit = audit
        self._meter = meter
        self._outcome = "CANCELLED"  # Unless something else ends it, its client has gone.

    def answered(self, kind: str, response: pb.InteractResponse, seconds: float) -> None:
        """A request has its response; see SessionMeter."""
        if response.HasField("open"):
            self._audit.opened(response.open.num_envs, response.open.spec.id)
        self._meter.answered(kind, response, seconds)

    def rollout_begun(self, id_: str) -> None:
        self._audit.rollout_begun(id_)

    def completed(self) -> None:
        """Everything that was asked for is done."""
        self._outcome = "OK"

    def failed(self, end: RequestFailed | SessionEnded) -> None:
        self._outcome = _outcome(end)

    def ended(self) -> None:
        self._audit.ended(self._outcome)
        self._meter.ended(self._outcome.partition(":")[0])


def _outcome(end: RequestFailed | SessionEnded) -> str:
    return f"{end.code.name}: {end}"
