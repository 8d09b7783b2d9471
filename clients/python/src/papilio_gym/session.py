"""A session: one stream, one response for every request."""

from __future__ import annotations

import os
import threading
import weakref
from typing import NoReturn

import grpc
from gymnasium import error

from papilio_gym.connection import Connection, Server
from papilio_gym.errors import (
    NotPossible,
    PapilioError,
    ServerFault,
    ServerUnavailable,
    ended,
    failed,
)
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.streams import Stream, StreamEnded

_CLOSE_SECONDS = 5.0
_LOST = "; its environments are lost: make them again"


class _InUse(NotPossible):
    """A request of one thread while another waits for its answer."""


class Session:
    """Environments that step together on a server, from open to close. One thread at a time."""

    def __init__(self, server: Server, request: pb.OpenRequest) -> None:
        self._connection = Connection(server)
        self._stream = self._connection.interact()
        self._owner = os.getpid()
        self._free = threading.Lock()  # Held while a request is under way, and after the end.
        self._ended: Exception | None = None
        self._lost = ""  # What its end means; before it is open there is nothing to lose.
        # Also when the owner forgets to close: the server's environments are freed at once.
        self._abandon = weakref.finalize(
            self, _abandon, self._stream, self._connection, self._owner
        )
        try:
            self.opened = self.ask(pb.InteractRequest(open=request)).open
        except BaseException:
            self._abandon()
            raise
        self._lost = _LOST

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            "environment: pickled or copied (expected: made where it is used, since it holds a "
            "connection; snapshot() keeps what it is in)"
        )

    def ask(self, request: pb.InteractRequest) -> pb.InteractResponse:
        """The answer to a request, unless it is a refusal or the end."""
        if self._ended is not None:
            raise self._ended.with_traceback(None)
        if os.getpid() != self._owner:
            raise ServerUnavailable(
                f"session: of process {self._owner} (expected: made in the process that uses it)"
            )
        try:
            free = self._free.acquire(blocking=False)
            if free:
                answer = self._stream.ask(request.SerializeToString())
                self._free.release()
        except StreamEnded as end:
            self._ended = self._reason(end)
            raise self._ended from None
        except BaseException:
            # An answer that nobody waited for would be taken for the next one's.
            self._stream.cancel()
            self._ended = ServerUnavailable(f"session: interrupted while waiting{self._lost}")
            raise
        if not free:
            raise _InUse("session: used by two threads at once (expected: one thread at a time)")
        response = pb.InteractResponse.FromString(answer)
        if response.WhichOneof("response") == "failure":
            raise failed(response.failure)
        return response

    def close(self) -> None:
        """Frees the environments; when it returns, a server that answers has freed them."""
        if self._ended is None:
            timer = threading.Timer(_CLOSE_SECONDS, self._stream.cancel)
            timer.start()
            try:
                self.ask(pb.InteractRequest(close=pb.CloseRequest()))
            except _InUse:
                raise
            except PapilioError:
                pass  # A server that is gone has nothing left to free.
            finally:
                timer.cancel()
            self._ended = error.ClosedEnvironmentError("environment: closed (expected: open)")
        self._abandon()

    def _reason(self, end: StreamEnded) -> PapilioError:
        target = self._connection.server.target
        if end.code is grpc.StatusCode.OK:
            return ServerFault(f"server {target}: ended the session{self._lost}")
        return ended(end.code, f"{end}{self._lost}", target)


def _abandon(stream: Stream, connection: Connection, owner: int) -> None:
    # What a forked child inherits belongs to its parent.
    if os.getpid() == owner and stream.abandon():
        connection.close()
