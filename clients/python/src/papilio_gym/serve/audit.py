"""The audit log: which client did what, when, and what came of it."""

from __future__ import annotations

import itertools
import json
import threading
import time
from pathlib import Path

_COMPACT = (",", ":")


class AuditLog:
    """Appends a JSON object per line to a file, in the format of `./papilio serve --audit-log`.

    Safe for use by several threads.

    Args:
        path: the file, made with its directories if need be; without one nothing is written.

    Raises:
        ValueError: if the file cannot be written.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        try:
            if path:
                path.parent.mkdir(parents=True, exist_ok=True)
            # Line by line, so that an event is in the file when its client has the answer.
            self._file = path.open("a", encoding="utf-8", buffering=1) if path else None
        except OSError as error:
            came = f"{path}, {error.strerror}"
            raise ValueError(f"audit_log: {came} (expected: a file to write)") from None

    def done(self, client: str, action: str, subject: str, outcome: str) -> None:
        """Something was done."""
        if self._file is None:
            return
        pairs = [{"client": client}, {"subject": subject}, {"outcome": outcome}]
        event = {"timestamp": time.time_ns() // 1_000_000, "message": action, "kvpList": pairs}
        with self._lock:
            if not self._file.closed:  # Some sessions end after the server has stopped.
                self._file.write(json.dumps(event, separators=_COMPACT) + "\n")

    def rejected(self, client: str, subject: str, reason: str) -> None:
        """Something was asked for in vain."""
        self.done(client, "rejected", subject, reason)

    def begin(self, client: str) -> SessionAudit:
        """The events of the next session or rollout."""
        return SessionAudit(self, client, next(self._numbers))

    def close(self) -> None:
        with self._lock:
            if self._file is not None:
                self._file.close()


class SessionAudit:
    """The events of a session or rollout."""

    def __init__(self, log: AuditLog, client: str, number: int) -> None:
        self._log = log
        self._client = client
        self._session = f"session {number}"

    def opened(self, num_envs: int, id_: str) -> None:
        self._log.done(self._client, "session opened", f"{num_envs} of {id_}", self._session)

    def rollout_begun(self, id_: str) -> None:
        self._log.done(self._client, "rollout begun", id_, self._session)

    def ended(self, outcome: str) -> None:
        self._log.done(self._client, "session ended", self._session, outcome)
