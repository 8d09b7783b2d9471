"""What sessions hold, counted for all clients together and for each one."""

from __future__ import annotations

import threading
from collections import Counter

import grpc

from papilio_gym.serve.failures import SessionEnded
from papilio_gym.serve.limits import Limits

_SESSIONS, _ENVIRONMENTS, _BYTES = "sessions", "environments", "bytes of all environments"


class Capacity:
    """Counts what all clients hold, within limits. Safe for use by several threads."""

    def __init__(self, limits: Limits) -> None:
        # Of all clients together, and of each one.
        self._limits = {
            _SESSIONS: (limits.max_sessions, limits.max_client_sessions),
            _ENVIRONMENTS: (limits.max_environments, limits.max_client_environments),
            _BYTES: (limits.max_environment_bytes, limits.max_client_bytes),
        }
        self._lock = threading.Lock()
        self._held: Counter[str] = Counter()

    def begin(self, client: str) -> Holding:
        """Takes a session; SessionEnded if there are too many."""
        return Holding(self, client)

    def _take(self, what: str, client: str, count: int) -> None:
        everyone, each = self._limits[what]
        own = f"{what} of client {client}"
        with self._lock:
            for name, limit in ((own, each), (what, everyone)):
                wanted = self._held[name] + count
                if 0 < limit < wanted:
                    message = f"{name}: {wanted} (expected: at most {limit})"
                    raise SessionEnded(grpc.StatusCode.RESOURCE_EXHAUSTED, message)
            self._held.update({own: count, what: count})

    def _give_back(self, what: str, client: str, count: int) -> None:
        own = f"{what} of client {client}"
        with self._lock:
            self._held.subtract({own: count, what: count})
            if not self._held[own]:
                del self._held[own]  # There may be any number of clients.


class Holding:
    """What one session holds: itself, environments and their bytes."""

    def __init__(self, capacity: Capacity, client: str) -> None:
        self._capacity = capacity
        self._client = client
        self._held = {_SESSIONS: 0, _ENVIRONMENTS: 0, _BYTES: 0}
        self._take(_SESSIONS, 1)

    def take_environments(self, count: int) -> None:
        self._take(_ENVIRONMENTS, count)

    def take_bytes(self, count: int) -> None:
        self._take(_BYTES, count)

    def free(self) -> None:
        """Gives back all but the session."""
        self._give_back(_ENVIRONMENTS)
        self._give_back(_BYTES)

    def end(self) -> None:
        """Gives back everything."""
        self.free()
        self._give_back(_SESSIONS)

    def _take(self, what: str, count: int) -> None:
        self._capacity._take(what, self._client, count)
        self._held[what] += count

    def _give_back(self, what: str) -> None:
        count, self._held[what] = self._held[what], 0
        self._capacity._give_back(what, self._client, count)
