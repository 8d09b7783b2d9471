"""The bidirectional stream of a session."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any, Protocol

import grpc

Metadata = Sequence[tuple[str, str]]
Requests = queue.SimpleQueue[bytes | None]

_WAITED, _HEADERS, _STATUS = "message", "headers", "status"


class StreamEnded(Exception):
    """The stream ended with a status, which may be OK."""

    def __init__(self, code: grpc.StatusCode, details: str) -> None:
        super().__init__(details or code.name)
        self.code = code


class Stream(Protocol):
    """A bidirectional call with one response to every request. For one thread at a time."""

    def ask(self, message: bytes) -> bytes:
        """Sends a request and waits for its response; StreamEnded if the stream ends instead."""

    def cancel(self) -> None:
        """Ends the call at once; any thread may call it, also after the end."""

    def abandon(self) -> bool:
        """Cancels the call and frees its resources. No other thread may be waiting.

        False if an interruption may have lost an event of the call: then neither the call nor its
        channel can be freed before the process ends.
        """


class OneThreadStream:
    """A call whose caller waits for the events itself.

    gRPC's public bidirectional calls hand every message to two more threads, which doubles the
    latency. Its single-threaded calls take one request only, so this uses the layer below them,
    which is not public.
    """

    def __init__(self, channel: grpc.Channel, method: str, metadata: Metadata) -> None:
        cygrpc = _core()
        sent = (cygrpc.SendInitialMetadataOperation(tuple(metadata), 0),)
        headers = (cygrpc.ReceiveInitialMetadataOperation(0),)
        status = (cygrpc.ReceiveStatusOnClientOperation(0),)
        self._send: Callable[[bytes, int], Any] = cygrpc.SendMessageOperation
        self._receive: Callable[[int], Any] = cygrpc.ReceiveMessageOperation
        self._due = {_HEADERS, _STATUS, None}
        self._end: StreamEnded | None = None
        self._torn = False
        self._call = channel._channel.segregated_call(  # type: ignore[attr-defined]
            cygrpc.PropagationConstants.GRPC_PROPAGATE_DEFAULTS,
            method.encode(), None, None, tuple(metadata), None,
            ((sent, None), (headers, _HEADERS), (status, _STATUS)), None,
        )  # fmt: skip

    def ask(self, message: bytes) -> bytes:
        self._torn = True  # Ctrl-C may interrupt between any two lines.
        answer = self._ask(message)
        self._torn = False
        if answer is None:
            assert self._end is not None
            raise self._end
        return answer

    def _ask(self, message: bytes) -> bytes | None:
        if self._end is None:
            receive = self._receive(0)
            # An error here means that the call has ended; its status has the reason.
            if self._call.operate((self._send(message, 0), receive), _WAITED):
                self._due.add(_WAITED)
                self._wait_for(_WAITED)
                answer: bytes | None = receive.message()
                if answer is not None:
                    return answer
            self._wait_for(_STATUS)
        return None

    def cancel(self) -> None:
        canceled = grpc.StatusCode.CANCELLED
        self._call.cancel(canceled.value[0], "canceled by the client")

    def abandon(self) -> bool:
        self.cancel()
        while self._due and not self._torn:  # The last event frees the call.
            self._take()
        return not self._torn

    def _wait_for(self, tag: str) -> None:
        while tag in self._due:
            self._take()

    def _take(self) -> None:
        event = self._call.next_event()
        self._due.discard(event.tag)
        if event.tag == _STATUS:
            (status,) = event.batch_operations
            code = _CODES.get(status.code(), grpc.StatusCode.UNKNOWN)
            self._end = StreamEnded(code, status.details() or "")


class ThreadedStream:
    """A call through gRPC's public interface."""

    def __init__(self, channel: grpc.Channel, method: str, metadata: Metadata) -> None:
        self._requests: Requests = queue.SimpleQueue()
        call: Any = channel.stream_stream(method)
        self._responses = call(_until_none(self._requests), metadata=tuple(metadata))

    def ask(self, message: bytes) -> bytes:
        self._requests.put(message)
        try:
            answer: bytes = next(self._responses)
        except StopIteration:
            raise StreamEnded(grpc.StatusCode.OK, "") from None
        except grpc.RpcError as error:
            raise StreamEnded(error.code(), error.details() or "") from None
        return answer

    def cancel(self) -> None:
        self._responses.cancel()

    def abandon(self) -> bool:
        self._requests.put(None)
        self.cancel()
        return True


def open_stream(channel: grpc.Channel, method: str, metadata: Metadata) -> Stream:
    """A OneThreadStream if this version of gRPC has its interface, else a ThreadedStream."""
    try:
        return OneThreadStream(channel, method, metadata)
    except (AttributeError, ImportError, TypeError):
        return ThreadedStream(channel, method, metadata)


def _core() -> Any:
    return import_module("grpc._cython.cygrpc")


def _until_none(requests: Requests) -> Iterator[bytes]:
    while (request := requests.get()) is not None:
        yield request


_CODES = {code.value[0]: code for code in grpc.StatusCode}
