"""The connection to a server and the three calls of the protocol."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import grpc

from papilio_gym.errors import ServerFault, ServerUnavailable, ended_call, invalid
from papilio_gym.protocol import server_pb2
from papilio_gym.streams import Stream, open_stream

Response = TypeVar("Response")
Call = Callable[..., Response]

SERVICE = "papilio.env.v1.EnvironmentService"
PROTOCOL = "1"

_ANSWER_SECONDS = 60.0

_OPTIONS: dict[str, Any] = {
    # Batches of observations are larger than gRPC's default of 4 MiB.
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
    # Notices a dead server even while a response is outstanding.
    "grpc.keepalive_time_ms": 20_000,
    "grpc.keepalive_timeout_ms": 20_000,
    # A forked child must not share its parent's connection.
    "grpc.use_local_subchannel_pool": 1,
}


@dataclass(frozen=True)
class Server:
    """The address of a server and how to connect to it."""

    target: str
    token: str | None = field(default=None, repr=False)
    tls: bool = False
    root_certificates: bytes | None = None
    identity: tuple[bytes, bytes] | None = field(default=None, repr=False)
    channel_options: Sequence[tuple[str, Any]] = ()
    connect_timeout: float = 20.0
    response_timeout: float = 300.0

    def __post_init__(self) -> None:
        if not self.response_timeout > 0:
            raise invalid("response_timeout", self.response_timeout, "seconds, more than 0")

    def channel(self) -> grpc.Channel:
        """A channel; its options override the defaults of this client."""
        options = list({**_OPTIONS, **dict(self.channel_options)}.items())
        if self.tls:
            credentials = grpc.ssl_channel_credentials(
                self.root_certificates, *(self.identity or (None, None))
            )
            return grpc.secure_channel(self.target, credentials, options)
        return grpc.insecure_channel(self.target, options)

    def metadata(self) -> tuple[tuple[str, str], ...]:
        return () if self.token is None else (("authorization", f"Bearer {self.token}"),)


class Connection:
    """A channel to a server of this protocol."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.channel = server.channel()
        self._metadata = server.metadata()
        try:
            self.info = self._server_info()
            version = self.info.protocol_version
            if version.split(".")[0] != PROTOCOL:
                raise ServerFault(
                    f"server {server.target}: protocol {version} (expected: {PROTOCOL}.x)"
                )
        except BaseException:
            self.channel.close()
            raise

    def environments(self) -> list[server_pb2.EnvironmentSpec]:
        """The environments that the server offers, ordered by id."""
        request, response = server_pb2.ListEnvironmentsRequest, server_pb2.ListEnvironmentsResponse
        call: Call[server_pb2.ListEnvironmentsResponse] = self.channel.unary_unary(
            f"/{SERVICE}/ListEnvironments", request.SerializeToString, response.FromString
        )
        try:
            answer = call(request(), timeout=_ANSWER_SECONDS, metadata=self._metadata)
            return list(answer.environments)
        except grpc.RpcError as error:
            raise ended_call(error, self.server.target) from None

    def interact(self) -> Stream:
        """Begins a session."""
        return open_stream(self.channel, f"/{SERVICE}/Interact", self._metadata)

    def close(self) -> None:
        self.channel.close()

    def _server_info(self) -> server_pb2.GetServerInfoResponse:
        request, response = server_pb2.GetServerInfoRequest, server_pb2.GetServerInfoResponse
        call: Call[server_pb2.GetServerInfoResponse] = self.channel.unary_unary(
            f"/{SERVICE}/GetServerInfo", request.SerializeToString, response.FromString
        )
        seconds, metadata = self.server.connect_timeout, self._metadata
        try:
            # The server may still be starting.
            return call(request(), timeout=seconds, wait_for_ready=True, metadata=metadata)
        except grpc.RpcError as error:
            late = grpc.StatusCode.DEADLINE_EXCEEDED
            if not (isinstance(error, grpc.Call) and error.code() is late):
                raise ended_call(error, self.server.target) from None
        try:
            # A server that is only slow answers; else this call fails with the reason.
            return call(request(), timeout=_ANSWER_SECONDS, metadata=metadata)
        except grpc.RpcError as error:
            reason = error.details() if isinstance(error, grpc.Call) else error
            how = f"{'with' if self.server.tls else 'without'} TLS in {seconds:g} s"
            raise ServerUnavailable(f"cannot reach {self.server.target} {how}: {reason}") from None
