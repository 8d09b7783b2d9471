"""How to reach a server, and the three calls that it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import grpc

from papilio_gym.errors import ServerFault, ServerUnavailable, ended_call
from papilio_gym.protocol import server_pb2
from papilio_gym.streams import Stream, open_stream
from papilio_gym.tls import Speaks, spoken

SERVICE = "papilio.env.v1.EnvironmentService"
PROTOCOL = "1"

_ANSWER_SECONDS = 60.0

_OPTIONS: dict[str, Any] = {
    # Batches of observations are larger than gRPC's default of 4 MiB.
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
    # A server whose machine went away is noticed, even while it owes an answer.
    "grpc.keepalive_time_ms": 20_000,
    "grpc.keepalive_timeout_ms": 20_000,
    # A forked child must not write to the connection of its parent.
    "grpc.use_local_subchannel_pool": 1,
}


@dataclass(frozen=True)
class Server:
    """Where a server is and how to talk to it."""

    target: str
    token: str | None = field(default=None, repr=False)
    tls: bool = False
    root_certificates: bytes | None = None
    channel_options: Sequence[tuple[str, Any]] = ()
    connect_timeout: float = 20.0

    def channel(self, options: Mapping[str, Any]) -> grpc.Channel:
        """A channel with these options, and with the server's own before them."""
        all_options = list({**options, **dict(self.channel_options)}.items())
        if self.tls:
            credentials = grpc.ssl_channel_credentials(self.root_certificates)
            return grpc.secure_channel(self.target, credentials, all_options)
        return grpc.insecure_channel(self.target, all_options)

    def metadata(self) -> tuple[tuple[str, str], ...]:
        return () if self.token is None else (("authorization", f"Bearer {self.token}"),)


class Connection:
    """A channel to a server that has answered and speaks this protocol."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.channel = server.channel(_OPTIONS)
        try:
            self.info = self._server_info()
        except BaseException:
            self.channel.close()
            raise

    def environments(self) -> list[server_pb2.EnvironmentSpec]:
        """Everything that can be opened, ordered by id."""
        request, response = server_pb2.ListEnvironmentsRequest, server_pb2.ListEnvironmentsResponse
        call: Callable[..., server_pb2.ListEnvironmentsResponse] = self.channel.unary_unary(
            f"/{SERVICE}/ListEnvironments", request.SerializeToString, response.FromString
        )
        try:
            answer = call(request(), timeout=_ANSWER_SECONDS, metadata=self.server.metadata())
            return list(answer.environments)
        except grpc.RpcError as error:
            raise ended_call(error, self.server.target) from None

    def interact(self) -> Stream:
        """Begins a session."""
        return open_stream(self.channel, f"/{SERVICE}/Interact", self.server.metadata())

    def close(self) -> None:
        self.channel.close()

    def _server_info(self) -> server_pb2.GetServerInfoResponse:
        request, response = server_pb2.GetServerInfoRequest, server_pb2.GetServerInfoResponse
        call: Callable[..., server_pb2.GetServerInfoResponse] = self.channel.unary_unary(
            f"/{SERVICE}/GetServerInfo", request.SerializeToString, response.FromString
        )
        server = self.server
        try:
            # It may still be starting, or be slow with the first answer of its life.
            grpc.channel_ready_future(self.channel).result(server.connect_timeout)
            info = call(request(), timeout=_ANSWER_SECONDS, metadata=server.metadata())
        except grpc.FutureTimeoutError:
            came, expected = _unreachable(server, lambda: _last_error(call, request()))
            raise ServerUnavailable(
                f"server {server.target}: no connection within {server.connect_timeout:g} s{came} "
                f"(expected: {expected})"
            ) from None
        except grpc.RpcError as error:
            raise ended_call(error, server.target) from None
        if info.protocol_version.split(".")[0] != PROTOCOL:
            raise ServerFault(
                f"server {server.target}: protocol {info.protocol_version} (expected: {PROTOCOL}.x)"
            )
        return info


def _last_error(call: Callable[..., Any], request: Any) -> str:
    """Why the last attempt to connect failed, which gRPC tells to calls alone."""
    try:
        call(request, timeout=1)
    except grpc.RpcError as error:
        return str(error.details()) if isinstance(error, grpc.Call) else ""
    return ""


def _unreachable(server: Server, last_error: Callable[[], str]) -> tuple[str, str]:
    """What came instead of a connection, and what was expected."""
    speaks = spoken(server.target)
    if server.tls and speaks is Speaks.NO_TLS:
        return ", it answers without TLS", "tls=False, or a server with a certificate"
    if server.tls and "CERTIFICATE_VERIFY_FAILED" in last_error():
        return ", its certificate is not trusted", "tls='the PEM file of certificates to trust'"
    if not server.tls and speaks is Speaks.TLS:
        return ", it wants TLS", "tls=True for a server with a certificate"
    return "", "a running server, for example ./papilio serve"
