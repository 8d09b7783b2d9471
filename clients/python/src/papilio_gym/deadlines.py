"""The latest time for the response to a request."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable

_TICK_SECONDS = 0.25


class Deadline:
    """Calls back when a request is not answered in time.

    A request only notes the time: a timer for each would take longer than a short step. One thread
    for all sessions of the process looks at the notes.
    """

    def __init__(self, seconds: float, missed: Callable[[], object]) -> None:
        self._seconds = seconds
        self._missed = missed
        self._due = float("inf")
        self.is_missed = False
        self.is_closed = False
        _watch(self)

    def begin(self) -> None:
        """A request is sent."""
        self._due = time.monotonic() + self._seconds

    def end(self) -> None:
        """Its response has come."""
        self._due = float("inf")

    def close(self) -> None:
        """No more requests follow."""
        # Without the lock, which this thread may hold: garbage collection may call it anywhere.
        self.is_closed = True

    def check(self, now: float) -> None:
        if now > self._due:
            self._due = float("inf")
            self.is_missed = True
            self._missed()


_lock = threading.Lock()
_watched: list[Deadline] = []
_watching = False


def _watch(deadline: Deadline) -> None:
    global _watching
    with _lock:
        _watched.append(deadline)
        if not _watching:
            _watching = True
            threading.Thread(target=_run, name="papilio-deadlines", daemon=True).start()


def _run() -> None:
    """Until no session is left."""
    global _watched, _watching
    while True:
        time.sleep(_TICK_SECONDS)
        with _lock:
            _watched = open_ones = [one for one in _watched if not one.is_closed]
            if not open_ones:
                _watching = False
                return
        now = time.monotonic()
        for deadline in open_ones:
            deadline.check(now)


def _forget() -> None:
    """A forked child has neither the thread nor the sessions of its parent."""
    global _lock, _watched, _watching
    _lock, _watched, _watching = threading.Lock(), [], False


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
