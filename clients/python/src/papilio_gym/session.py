"""A session: one stream, one response to every request."""

from __future__ import annotations

import os
import threading
import weakref
from typing import NoReturn

import grpc
from gymnasium import error

from papilio_gym.connection import Connection, Server
from papilio_gym.deadlines import Deadline
from papilio_gym.errors import (
    NotPossible,
    PapilioError,
    ServerFault,
    ServerUnavailable,
    ended,
    failed,
    late,
)
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.streams import Stream, StreamEnded

_CLOSE_SECONDS = 5.0
_LOST = "; the environments of this session are lost, make new ones"


class _InUse(NotPossible):
    """A request of one thread during the request of another."""


class Session:
    """Environments on a server that step together, from open to close. For one thread at a time."""

    def __init__(self, server: Server, request: pb.OpenRequest) -> None:
        self._connection = Connection(server)
        self._stream = self._connection.interact()
        self._deadline = Deadline(server.response_timeout, self._stream.cancel)
        self._owner = os.getpid()
        self._free = threading.Lock()  # Acquired during a request; not released after the end.
        self._ended: Exception | None = None
        self._lost = ""
        # Frees the server's environments even without a call of close.
        self._abandon = weakref.finalize(
            self, _abandon, self._stream, self._connection, self._owner, self._deadline
        )
        try:
            self.opened = self.ask(pb.InteractRequest(open=request)).open
        except BaseException:
            self._abandon()
            raise
        self._lost = _LOST

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            "an environment holds a connection and cannot be pickled or copied: "
            "make it in the process that uses it; snapshot() saves its state"
        )

    def ask(self, request: pb.InteractRequest) -> pb.InteractResponse:
        """The response to a request; PapilioError where it fails or the session ends."""
        if self._ended is not None:
            raise self._ended.with_traceback(None)
        if os.getpid() != self._owner:
            raise ServerUnavailable(
                f"this environment belongs to process {self._owner}: make it in the process that "
                "uses it"
            )
        try:
            free = self._free.acquire(blocking=False)
            if free:
                self._deadline.begin()
                answer = self._stream.ask(request.SerializeToString())
                self._deadline.end()
                self._free.release()
        except StreamEnded as end:
            self._deadline.end()
            self._ended = self._reason(end)
            raise self._ended from None
        except BaseException:
            # The next request would read the response to this one.
            self._stream.cancel()
            self._deadline.end()
            self._ended = ServerUnavailable(f"a request was interrupted{self._lost}")
            raise
        if not free:
            raise _InUse("another thread is using this environment: use one thread at a time")
        response = pb.InteractResponse.FromString(answer)
        if response.WhichOneof("response") == "failure":
            raise failed(response.failure)
        return response

    def close(self) -> None:
        """Frees the environments on the server."""
        if self._ended is None:
            timer = threading.Timer(_CLOSE_SECONDS, self._stream.cancel)
            timer.start()
            try:
                self.ask(pb.InteractRequest(close=pb.CloseRequest()))
            except _InUse:
                raise
            except PapilioError:
                pass  # The server has nothing left to free.
            finally:
                timer.cancel()
            self._ended = error.ClosedEnvironmentError("the environment is closed")
        self._abandon()

    def _reason(self, end: StreamEnded) -> PapilioError:
        target = self._connection.server.target
        if self._deadline.is_missed:
            return late(target, self._connection.server.response_timeout, self._lost)
        if end.code is grpc.StatusCode.OK:
            return ServerFault(f"server {target}: ended the session{self._lost}")
        return ended(end.code, f"{end}{self._lost}", target)


def _abandon(stream: Stream, connection: Connection, owner: int, deadline: Deadline) -> None:
    deadline.close()
    # A forked child inherits the connection of its parent, which still uses it.
    if os.getpid() == owner and stream.abandon():
        connection.close()
