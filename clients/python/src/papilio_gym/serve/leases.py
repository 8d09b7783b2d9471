"""How long a server waits for its clients."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import TypeVar

import grpc

from papilio_gym.serve.failures import SessionEnded

OPEN_SECONDS = 10.0  # A stream holds a session from its beginning on.
REQUEST_SECONDS = 64.0  # The largest policy takes as long at 1 MB/s.
_GONE_SECONDS = 1.0

Request = TypeVar("Request")


def leased(
    requests: Iterator[Request], overdue: Callable[[], tuple[float, str]]
) -> Iterator[Request]:
    """The requests, each read on demand; SessionEnded if the next one does not come in time.

    Without reading ahead, a client that reads no responses can send no more than the connection
    buffers. gRPC's iterator has no timeout, so another thread reads it.

    Args:
        overdue: seconds to wait for the next request, 0 for ever, and the message after them.
    """
    arrivals: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
    wanted: queue.SimpleQueue[bool] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(requests, wanted, arrivals), daemon=True).start()
    try:
        while True:
            wanted.put(True)
            seconds, message = overdue()
            try:
                request = arrivals.get(timeout=seconds or None)
            except queue.Empty:
                raise SessionEnded(grpc.StatusCode.DEADLINE_EXCEEDED, message) from None
            if request is None:
                return
            yield request
    finally:
        wanted.put(False)


def only(requests: Iterator[Request]) -> Request | None:
    """The request of a call that has one; None for a client that has gone."""
    message = f"no request came within {REQUEST_SECONDS:.0f} s"
    return next(leased(requests, lambda: (REQUEST_SECONDS, message)), None)


def has_gone(context: grpc.ServicerContext) -> bool:
    """Whether a client whose requests have ended has gone, and awaits no response.

    gRPC reports the end of the requests before the end of the call, so this waits for the latter.
    """
    gone = threading.Event()
    return not context.add_callback(gone.set) or gone.wait(_GONE_SECONDS)


def _receive(
    requests: Iterator[Request],
    wanted: queue.SimpleQueue[bool],
    arrivals: queue.SimpleQueue[Request | None],
) -> None:
    try:
        while wanted.get():
            arrivals.put(next(requests))
    except Exception:  # StopIteration, or the bare Exception of gRPC for a lost client.
        arrivals.put(None)


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
