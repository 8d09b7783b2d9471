"""A server for any gymnasium.Env: `python -m papilio_gym.serve --env CartPole-v1`."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import grpc
from grpc_health.v1.health_pb2_grpc import add_HealthServicer_to_server

from papilio_gym.serve.access import Access, TokenFile
from papilio_gym.serve.admission import Admission
from papilio_gym.serve.audit import AuditLog
from papilio_gym.serve.catalog import Catalog
from papilio_gym.serve.health import Health
from papilio_gym.serve.limits import Limits
from papilio_gym.serve.metrics import Metrics, MetricsEndpoint
from papilio_gym.serve.observers import Observers
from papilio_gym.serve.service import EnvironmentService

__all__ = ["Catalog", "Limits", "Serving", "start"]

_log = logging.getLogger(__name__)

_UNLIMITED_SESSIONS = 10_000  # Threads start when they are needed.
_CLOSING_SECONDS = 1.0  # For closing environments after their sessions have ended.


class Serving:
    """A running server on `port`, whose metrics are at `metrics_port`."""

    def __init__(
        self,
        server: grpc.Server,
        threads: ThreadPoolExecutor,
        audit: AuditLog,
        health: Health,
        endpoint: MetricsEndpoint | None,
        port: int,
    ) -> None:
        self._server = server
        self._threads = threads
        self._audit = audit
        self._health = health
        self._endpoint = endpoint
        self.port = port

    @property
    def metrics_port(self) -> int | None:
        """None without metrics."""
        return self._endpoint.port if self._endpoint else None

    def stop(self, grace_seconds: float = 1.0) -> bool:
        """Waits at most so long for sessions to end; False if an environment is still computing."""
        self._health.enter_graceful_shutdown()
        ending = threading.Thread(target=self._end, args=(grace_seconds,), daemon=True)
        ending.start()
        ending.join(grace_seconds + _CLOSING_SECONDS)
        return not ending.is_alive()

    def _end(self, grace_seconds: float) -> None:
        self._server.stop(grace_seconds).wait()
        self._threads.shutdown()
        self._audit.close()
        if self._endpoint:
            self._endpoint.close()


def start(
    catalog: Catalog,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    limits: Limits | None = None,
    token: str | None = None,
    tokens: Path | None = None,
    identity: tuple[bytes, bytes] | None = None,
    client_ca: bytes | None = None,
    audit_log: Path | None = None,
    open_health: bool = False,
    metrics_host: str = "127.0.0.1",
    metrics_port: int | None = None,
) -> Serving:
    """Starts a server; port 0 means any free one.

    Args:
        token: a bearer token for all clients.
        tokens: file of clients with tokens of their own, which `./papilio token` writes.
        identity: private key and certificates (PEM); clients must then connect by TLS.
        client_ca: certificates (PEM) of the authorities that sign those of clients, which then
            must have one.
        audit_log: file to which sessions, rollouts and rejections are appended, a JSON object per
            line.
        open_health: whether the health service answers without a token.
        metrics_host: where the metrics are, without credentials.
        metrics_port: where Prometheus reads the metrics at `/metrics`; 0 means any free one, and
            without it nowhere.
    """
    for name, chosen_port in (("port", port), ("metrics_port", metrics_port or 0)):
        if not 0 <= chosen_port <= 65535:  # gRPC takes it modulo 65536.
            raise ValueError(f"{name}: {chosen_port} (expected: 0 to 65535)")
    if client_ca is not None and identity is None:
        raise ValueError("client_ca: without identity (expected: a certificate of the server too)")
    audit = AuditLog(audit_log)
    access = Access(token, TokenFile(tokens) if tokens else None)
    admission, metrics = Admission(access, audit), Metrics()
    chosen = limits or Limits()
    options = [
        # Beyond its own limit gRPC cancels without a message, so the session checks first.
        ("grpc.max_receive_message_length", min(4 * chosen.max_message_bytes, 2**31 - 1)),
        ("grpc.max_send_message_length", -1),
        # A client that is gone without a word is noticed.
        ("grpc.keepalive_time_ms", 60_000),
        # Clients ping an idle connection every 20 s.
        ("grpc.http2.min_ping_interval_without_data_ms", 10_000),
        ("grpc.keepalive_permit_without_calls", 1),
        ("grpc.so_reuseport", 0),  # Two servers on one port would share the clients.
    ]
    # One thread per session, and some for the other calls.
    threads = ThreadPoolExecutor((chosen.max_sessions or _UNLIMITED_SESSIONS) + 4)
    server = grpc.server(threads, options=options)
    service = EnvironmentService(catalog, chosen, admission, Observers(audit, metrics))
    server.add_generic_rpc_handlers((service.handlers(),))
    health = Health(None if open_health else admission)
    add_HealthServicer_to_server(health, server)
    if access.is_open and client_ca is None and host not in ("localhost", "127.0.0.1", "::1", "[::1]"):
        _log.warning("host: %s without a token (expected: a token beyond loopback)", host)
    address = f"{host}:{port}"
    try:
        if identity is None:
            bound = server.add_insecure_port(address)
        else:
            credentials = grpc.ssl_server_credentials([identity], client_ca, client_ca is not None)
            bound = server.add_secure_port(address, credentials)
    except RuntimeError:
        reason = "the port is in use, or it is not an address of this machine"
        raise OSError(f"cannot listen on {address}: {reason}") from None
    endpoint = None
    if metrics_port is not None:
        endpoint = MetricsEndpoint(metrics, metrics_host, metrics_port)
    server.start()
    return Serving(server, threads, audit, health, endpoint, bound)
