"""Serves any gymnasium.Env by Papilio's protocol: `python -m papilio_gym.serve --env CartPole-v1`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import grpc

from papilio_gym.serve.catalog import Catalog
from papilio_gym.serve.leases import Limits
from papilio_gym.serve.service import EnvironmentService

__all__ = ["Catalog", "Limits", "Serving", "start"]

_UNLIMITED_SESSIONS = 10_000  # Threads are made as they are needed.


class Serving:
    """A server that runs; `port` is where."""

    def __init__(self, server: grpc.Server, port: int) -> None:
        self._server = server
        self.port = port

    def wait(self) -> None:
        self._server.wait_for_termination()

    def stop(self, grace_seconds: float = 1.0) -> None:
        self._server.stop(grace_seconds).wait()


def start(
    catalog: Catalog,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    limits: Limits | None = None,
    token: str | None = None,
    identity: tuple[bytes, bytes] | None = None,
) -> Serving:
    """Starts a server; port 0 takes a free one.

    With a token, clients must send it. With an identity, a private key and its certificates (PEM),
    they must connect by TLS.
    """
    chosen = limits or Limits()
    options = [
        ("grpc.max_receive_message_length", -1),
        ("grpc.max_send_message_length", -1),
        # Clients probe a silent connection every 20 s.
        ("grpc.http2.min_ping_interval_without_data_ms", 10_000),
        ("grpc.keepalive_permit_without_calls", 1),
        ("grpc.so_reuseport", 0),  # Two servers on one port would share the clients.
    ]
    # One thread stays with every session; some more refuse sessions and tell about the server.
    threads = (chosen.max_sessions or _UNLIMITED_SESSIONS) + 4
    server = grpc.server(ThreadPoolExecutor(threads), options=options)
    server.add_generic_rpc_handlers((EnvironmentService(catalog, chosen, token).handlers(),))
    address = f"{host}:{port}"
    if identity is None:
        bound = server.add_insecure_port(address)
    else:
        bound = server.add_secure_port(address, grpc.ssl_server_credentials([identity]))
    server.start()
    return Serving(server, bound)
