"""A session: one stream, one response for every request."""

from __future__ import annotations

import queue
import threading
import weakref
from collections.abc import Iterator
from typing import Any

import grpc
from gymnasium import error

from papilio_gym.connection import Connection, Server
from papilio_gym.errors import PapilioError, ServerFault, ServerUnavailable, broken, refusal
from papilio_gym.protocol import environment_pb2 as pb

_CLOSE_SECONDS = 5.0
_LOST = "its environments are lost: make them again"

Requests = queue.SimpleQueue[pb.InteractRequest | None]


class Session:
    """Environments that step together on a server, from open to close."""

    def __init__(self, server: Server, request: pb.OpenRequest) -> None:
        self._connection = Connection(server)
        self._requests: Requests = queue.SimpleQueue()
        self._responses = self._connection.interact(_until_none(self._requests))
        self._ended: Exception | None = None
        # Also when the owner forgets to close: the server's environments are freed at once.
        self._abandon = weakref.finalize(
            self, _abandon, self._requests, self._responses, self._connection
        )
        try:
            self.opened = self._ask(pb.InteractRequest(open=request)).open
        except BaseException:
            self._abandon()
            raise

    def reset(self, request: pb.ResetRequest) -> pb.TimeStep:
        return self._ask(pb.InteractRequest(reset=request)).time_step

    def step(self, request: pb.StepRequest) -> pb.TimeStep:
        return self._ask(pb.InteractRequest(step=request)).time_step

    def close(self) -> None:
        """Frees the environments; when it returns, a server that answers has freed them."""
        if self._ended is None:
            timer = threading.Timer(_CLOSE_SECONDS, self._responses.cancel)
            timer.start()
            try:
                self._ask(pb.InteractRequest(close=pb.CloseRequest()))
            except PapilioError:
                pass  # A server that is gone has nothing left to free.
            finally:
                timer.cancel()
            self._ended = error.ClosedEnvironmentError("environment: closed (expected: open)")
        self._abandon()

    def _ask(self, request: pb.InteractRequest) -> pb.InteractResponse:
        if self._ended is not None:
            raise self._ended.with_traceback(None)
        self._requests.put(request)
        try:
            response: pb.InteractResponse = next(self._responses)
        except (grpc.RpcError, StopIteration) as end:
            self._ended = self._reason(end)
            raise self._ended from None
        except BaseException:
            # An answer that nobody waited for would be taken for the next one's.
            self._responses.cancel()
            self._ended = ServerUnavailable(f"session: interrupted while waiting; {_LOST}")
            raise
        kind = response.WhichOneof("response")
        if kind == "failure":
            raise refusal(response.failure.code, response.failure.message)
        return response

    def _reason(self, end: BaseException) -> PapilioError:
        target = self._connection.server.target
        if isinstance(end, grpc.RpcError):
            reason = broken(end, target)
            return type(reason)(f"{reason}; {_LOST}")
        return ServerFault(f"server {target}: ended the session; {_LOST}")


def _until_none(requests: Requests) -> Iterator[pb.InteractRequest]:
    while (request := requests.get()) is not None:
        yield request


def _abandon(requests: Requests, responses: Any, connection: Connection) -> None:
    requests.put(None)
    responses.cancel()
    connection.close()
