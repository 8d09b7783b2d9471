"""Limits of a server."""

from __future__ import annotations

from dataclasses import dataclass

from papilio_gym.protocol import server_pb2

_MOST, _MOST_BYTES = 2**31 - 1, 2**63 - 1


@dataclass(frozen=True)
class Limits:
    """Limits of one server and of each client; 0 means no limit, and no lease."""

    max_sessions: int = 64
    max_environments: int = 4096
    lease_seconds: int = 1800
    max_message_bytes: int = 64 << 20  # Of one request; at least 1.
    max_policy_bytes: int = 64 << 20
    max_environment_bytes: int = 4 << 30
    max_client_sessions: int = 0  # Rollouts are among them.
    max_client_environments: int = 0
    max_client_bytes: int = 0

    def __post_init__(self) -> None:
        for name, value in self.__dict__.items():
            least = 1 if name == "max_message_bytes" else 0
            most = _MOST_BYTES if name in ("max_environment_bytes", "max_client_bytes") else _MOST
            if not least <= value <= most:
                raise ValueError(f"{name}: {value} (expected: {least} to {most})")

    def message(self) -> server_pb2.Limits:
        return server_pb2.Limits(
            max_sessions=self.max_sessions,
            max_environments=self.max_environments,
            max_environment_bytes=self.max_environment_bytes,
            lease_seconds=self.lease_seconds,
            max_message_bytes=self.max_message_bytes,
        )
