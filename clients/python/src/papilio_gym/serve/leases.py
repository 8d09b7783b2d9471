"""Limits of a server."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from types import TracebackType

import grpc

from papilio_gym.protocol import server_pb2
from papilio_gym.serve.failures import SessionEnded

_MOST = 2**31 - 1


@dataclass(frozen=True)
class Limits:
    """Limits of one server; 0 means no limit, and no lease."""

    max_sessions: int = 64
    max_environments: int = 4096
    lease_seconds: int = 1800
    max_message_bytes: int = 64 << 20  # Of one request; at least 1.
    max_policy_bytes: int = 64 << 20

    def __post_init__(self) -> None:
        for name, value in self.__dict__.items():
            least = 1 if name == "max_message_bytes" else 0
            if not least <= value <= _MOST:
                raise ValueError(f"{name}: {value} (expected: {least} to {_MOST})")

    def message(self) -> server_pb2.Limits:
        return server_pb2.Limits(
            max_sessions=self.max_sessions,
            max_environments=self.max_environments,
            lease_seconds=self.lease_seconds,
            max_message_bytes=self.max_message_bytes,
        )


class Capacity:
    """Counts sessions and environments. Safe for use by several threads."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._lock = threading.Lock()
        self._sessions = 0
        self._environments = 0

    def enter(self) -> None:
        with self._lock:
            if 0 < self.limits.max_sessions <= self._sessions:
                raise _full("sessions", self.limits.max_sessions)
            self._sessions += 1

    def leave(self) -> None:
        with self._lock:
            self._sessions -= 1

    def take(self, environments: int) -> None:
        with self._lock:
            if 0 < self.limits.max_environments < self._environments + environments:
                raise _full("environments", self.limits.max_environments)
            self._environments += environments

    def give_back(self, environments: int) -> None:
        with self._lock:
            self._environments -= environments


class Patience:
    """Cancels a call whose client takes no response for so long.

    gRPC blocks the thread that sends, so another one watches.
    """

    def __init__(self, context: grpc.ServicerContext, seconds: int) -> None:
        self._context = context
        self._seconds = seconds
        self._due = float("inf")
        self._over = threading.Event()

    def __enter__(self) -> Patience:
        if self._seconds > 0:
            threading.Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._over.set()

    def sending(self) -> None:
        self._due = time.monotonic() + self._seconds

    def sent(self) -> None:
        self._due = float("inf")

    def _watch(self) -> None:
        while not self._over.wait(min(1.0, self._seconds / 10)):
            if time.monotonic() > self._due:
                self._context.cancel()
                return


def _full(what: str, limit: int) -> SessionEnded:
    message = f"too many {what}; the limit is {limit}"
    return SessionEnded(grpc.StatusCode.RESOURCE_EXHAUSTED, message)
