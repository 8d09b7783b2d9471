"""Serves any gymnasium.Env by Papilio's protocol: `python -m papilio_gym.serve --env CartPole-v1`."""

from __future__ import annotations

import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import grpc

from papilio_gym.serve.catalog import Catalog
from papilio_gym.serve.leases import Limits
from papilio_gym.serve.service import EnvironmentService

__all__ = ["Catalog", "Limits", "Serving", "start"]

_UNLIMITED_SESSIONS = 10_000  # Threads are made as they are needed.
_CLOSING_SECONDS = 1.0  # For environments to be closed in, when their sessions have ended.


class Serving:
    """A server that runs; `port` is where."""

    def __init__(self, server: grpc.Server, threads: ThreadPoolExecutor, port: int) -> None:
        self._server = server
        self._threads = threads
        self.port = port

    def wait(self) -> None:
        self._server.wait_for_termination()

    def stop(self, grace_seconds: float = 1.0) -> bool:
        """Gives the sessions so long to end; False where an environment then computes on."""
        ending = threading.Thread(target=self._end, args=(grace_seconds,), daemon=True)
        ending.start()
        ending.join(grace_seconds + _CLOSING_SECONDS)
        return not ending.is_alive()

    def _end(self, grace_seconds: float) -> None:
        self._server.stop(grace_seconds).wait()
        self._threads.shutdown()


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
    if not 0 <= port <= 65535:
        raise ValueError(f"port: {port} (expected: 0 to 65535)")
    if token is not None and not (token and token.isascii() and token.isprintable()):
        came = "another character" if token else "empty"  # Of what no client can send.
        raise ValueError(f"token: {came} (expected: printable ASCII)")
    _check_free(host, port)
    chosen = limits or Limits()
    options = [
        # gRPC cuts a stream off without a word; the session, which explains itself, comes first.
        ("grpc.max_receive_message_length", min(4 * chosen.max_message_bytes, 2**31 - 1)),
        ("grpc.max_send_message_length", -1),
        # Clients probe a silent connection every 20 s.
        ("grpc.http2.min_ping_interval_without_data_ms", 10_000),
        ("grpc.keepalive_permit_without_calls", 1),
        ("grpc.so_reuseport", 0),  # Two servers on one port would share the clients.
    ]
    # One thread stays with every session; some more refuse sessions and tell about the server.
    threads = ThreadPoolExecutor((chosen.max_sessions or _UNLIMITED_SESSIONS) + 4)
    server = grpc.server(threads, options=options)
    server.add_generic_rpc_handlers((EnvironmentService(catalog, chosen, token).handlers(),))
    address = f"{host}:{port}"
    if identity is None:
        bound = server.add_insecure_port(address)
    else:
        bound = server.add_secure_port(address, grpc.ssl_server_credentials([identity]))
    server.start()
    return Serving(server, threads, bound)


def _check_free(host: str, port: int) -> None:
    """OSError with the reason, which gRPC writes to its log and does not tell."""
    where = host.strip("[]"), port
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(*where, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as tried:
            # As gRPC does: a server that has just stopped does not keep its port.
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
            tried.listen()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OSError(f"server {host}:{port}: {reason} (expected: a free address of ours)") from None
