"""The calls of the protocol."""

from __future__ import annotations

import logging
import queue
import threading
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from importlib import metadata
from typing import Any, NoReturn

import grpc

from papilio_gym.connection import PROTOCOL, SERVICE
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.protocol import rollout_pb2, server_pb2
from papilio_gym.serve import rollouts
from papilio_gym.serve.access import Access
from papilio_gym.serve.catalog import Catalog
from papilio_gym.serve.failures import RequestFailed, SessionEnded, unsupported
from papilio_gym.serve.leases import Capacity, Limits, Patience
from papilio_gym.serve.session import EnvironmentSession

_log = logging.getLogger(__name__)

Arrivals = queue.SimpleQueue[pb.InteractRequest | None]


class EnvironmentService:
    """Serves the environments of a catalog."""

    def __init__(self, catalog: Catalog, limits: Limits, access: Access) -> None:
        self._catalog = catalog
        self._limits = limits
        self._access = access
        self._capacity = Capacity(limits)

    def handlers(self) -> grpc.GenericRpcHandler:
        """The handlers to add to a gRPC server."""
        return grpc.method_handlers_generic_handler(
            SERVICE,
            {
                "GetServerInfo": grpc.unary_unary_rpc_method_handler(
                    self.get_server_info,
                    server_pb2.GetServerInfoRequest.FromString,
                    server_pb2.GetServerInfoResponse.SerializeToString,
                ),
                "ListEnvironments": grpc.unary_unary_rpc_method_handler(
                    self.list_environments,
                    server_pb2.ListEnvironmentsRequest.FromString,
                    server_pb2.ListEnvironmentsResponse.SerializeToString,
                ),
                "Interact": grpc.stream_stream_rpc_method_handler(
                    self.interact,
                    pb.InteractRequest.FromString,
                    pb.InteractResponse.SerializeToString,
                ),
                "Rollout": grpc.unary_stream_rpc_method_handler(
                    self.rollout,
                    rollout_pb2.RolloutRequest.FromString,
                    rollout_pb2.RolloutResponse.SerializeToString,
                ),
                "UploadPolicy": grpc.unary_unary_rpc_method_handler(
                    self.upload_policy,
                    rollout_pb2.UploadPolicyRequest.FromString,
                    rollout_pb2.UploadPolicyResponse.SerializeToString,
                ),
            },
        )

    def get_server_info(
        self, request: server_pb2.GetServerInfoRequest, context: grpc.ServicerContext
    ) -> server_pb2.GetServerInfoResponse:
        self._admit(context)
        libraries = {name: metadata.version(name) for name in ("gymnasium", "numpy")}
        return server_pb2.GetServerInfoResponse(
            protocol_version=f"{PROTOCOL}.2",
            server_name="papilio-gym",
            libraries=libraries,
            limits=self._limits.message(),
            capabilities=["snapshot", "render", "rollout"],
        )

    def list_environments(
        self, request: server_pb2.ListEnvironmentsRequest, context: grpc.ServicerContext
    ) -> server_pb2.ListEnvironmentsResponse:
        self._admit(context)
        return server_pb2.ListEnvironmentsResponse(environments=self._catalog.specs())

    def interact(
        self, requests: Iterator[pb.InteractRequest], context: grpc.ServicerContext
    ) -> Iterator[pb.InteractResponse]:
        self._admit(context)
        with ExitStack() as taken:
            try:
                self._capacity.enter()
                taken.callback(self._capacity.leave)
                session = EnvironmentSession(self._catalog, self._capacity)
                taken.callback(session.close)
                for request in _leased(requests, self._limits.lease_seconds):
                    _check_size(request.ByteSize(), self._limits.max_message_bytes)
                    closing = request.WhichOneof("request") == "close"
                    if closing:
                        taken.close()  # Before the response: the client may open another session.
                    yield _answer(session, request)
                    if closing:
                        return
            except SessionEnded as end:
                context.abort(end.code, str(end))

    def rollout(
        self, request: rollout_pb2.RolloutRequest, context: grpc.ServicerContext
    ) -> Iterator[rollout_pb2.RolloutResponse]:
        self._admit(context)
        with ExitStack() as taken:
            try:
                self._capacity.enter()
                taken.callback(self._capacity.leave)
                self._capacity.take(1)
                taken.callback(self._capacity.give_back, 1)
                patience = taken.enter_context(Patience(context, self._limits.lease_seconds))
                most = self._limits.max_policy_bytes
                for response in rollouts.run(self._catalog, request, context, most):
                    patience.sending()
                    yield response
                    patience.sent()
            except RequestFailed as failed:
                _abort(context, failed)
            except SessionEnded as end:
                context.abort(end.code, str(end))
            except (Exception, SystemExit, KeyboardInterrupt) as error:
                incident = _incident(error)
                context.abort(incident.code, str(incident))

    def upload_policy(
        self, request: rollout_pb2.UploadPolicyRequest, context: grpc.ServicerContext
    ) -> rollout_pb2.UploadPolicyResponse:
        self._admit(context)
        # Python's gRPC does not report the end of a connection, with which its policies must end.
        _abort(context, unsupported("this server stores no policies: send one with each rollout"))

    def _admit(self, context: grpc.ServicerContext) -> None:
        headers = {pair[0]: pair[1] for pair in context.invocation_metadata()}
        given = str(headers.get("authorization", ""))
        if not self._access.admits(given):
            context.abort(
                grpc.StatusCode.UNAUTHENTICATED,
                f"authorization: {'wrong' if given else 'absent'} (expected: Bearer TOKEN)",
            )


def _check_size(size: int, limit: int) -> None:
    if size > limit:
        message = f"message: {size} bytes (expected: at most {limit})"
        raise SessionEnded(grpc.StatusCode.RESOURCE_EXHAUSTED, message)


def _answer(session: EnvironmentSession, request: pb.InteractRequest) -> pb.InteractResponse:
    try:
        return session.answer(request)
    except RequestFailed as failed:
        return pb.InteractResponse(failure=failed.message())
    except SessionEnded:
        raise
    except BaseException as error:  # Also SystemExit, which would end this thread silently.
        raise _incident(error) from error


def _incident(error: BaseException) -> SessionEnded:
    """The end that an exception of an environment or a bug brings, logged by an id."""
    incident = uuid.uuid4().hex[:8]
    _log.error("incident %s", incident, exc_info=error)
    message = f"{type(error).__name__}: {error}; incident {incident}"
    return SessionEnded(grpc.StatusCode.INTERNAL, message)


def _abort(context: grpc.ServicerContext, failed: RequestFailed) -> NoReturn:
    """Ends a call that is no session by a failure of the protocol's table."""
    trailer = ("papilio.env.v1.failure-bin", failed.message().SerializeToString())
    context.set_trailing_metadata((trailer,))
    context.abort(failed.code(), str(failed))


def _leased(requests: Iterator[pb.InteractRequest], seconds: float) -> Iterator[pb.InteractRequest]:
    """The requests, each read on demand; SessionEnded if none comes for so long.

    Without reading ahead, a client that reads no responses can send no more than the connection
    buffers. gRPC's iterator has no timeout, so another thread reads it.
    """
    arrivals: Arrivals = queue.SimpleQueue()
    wanted: queue.SimpleQueue[bool] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(requests, wanted, arrivals), daemon=True).start()
    try:
        while True:
            wanted.put(True)
            try:
                request = arrivals.get(timeout=seconds or None)
            except queue.Empty:
                message = f"lease: no request for {seconds} s"
                raise SessionEnded(grpc.StatusCode.DEADLINE_EXCEEDED, message) from None
            if request is None:
                return
            yield request
    finally:
        wanted.put(False)


def _receive(
    requests: Iterator[pb.InteractRequest], wanted: queue.SimpleQueue[bool], arrivals: Arrivals
) -> None:
    try:
        while wanted.get():
            arrivals.put(next(requests))
    except Exception:  # StopIteration, or the bare Exception of gRPC for a lost client.
        arrivals.put(None)
