"""The calls of the protocol."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib import metadata
from typing import Any, NoReturn

import grpc
from google.protobuf.message import DecodeError

from papilio_gym.connection import PROTOCOL, SERVICE
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.protocol import rollout_pb2, server_pb2
from papilio_gym.serve import leases, rollouts
from papilio_gym.serve.admission import Admission
from papilio_gym.serve.capacity import Capacity, Holding
from papilio_gym.serve.catalog import Catalog
from papilio_gym.serve.failures import RequestFailed, SessionEnded, unsupported
from papilio_gym.serve.limits import Limits
from papilio_gym.serve.observers import Observers, SessionObserver
from papilio_gym.serve.session import EnvironmentSession
from papilio_gym.serve.vectors import Bounds

_log = logging.getLogger(__name__)


class EnvironmentService:
    """Serves the environments of a catalog."""

    def __init__(
        self, catalog: Catalog, limits: Limits, admission: Admission, observers: Observers
    ) -> None:
        self._catalog = catalog
        self._limits = limits
        self._admission = admission
        self._observers = observers
        self._capacity = Capacity(limits)

    def handlers(self) -> grpc.GenericRpcHandler:
        """The handlers to add to a gRPC server."""
        calls: dict[str, tuple[Callable[..., Iterator[Any]], Any, Any]] = {
            "GetServerInfo": (
                _of_one(self.get_server_info),
                server_pb2.GetServerInfoRequest,
                server_pb2.GetServerInfoResponse,
            ),
            "ListEnvironments": (
                _of_one(self.list_environments),
                server_pb2.ListEnvironmentsRequest,
                server_pb2.ListEnvironmentsResponse,
            ),
            "Interact": (self.interact, pb.InteractRequest, pb.InteractResponse),
            "Rollout": (
                _of_one(self.rollout), rollout_pb2.RolloutRequest, rollout_pb2.RolloutResponse
            ),
            "UploadPolicy": (
                _of_one(self.upload_policy),
                rollout_pb2.UploadPolicyRequest,
                rollout_pb2.UploadPolicyResponse,
            ),
        }  # fmt: skip
        handlers = {name: self._handler(name, *call) for name, call in calls.items()}
        return grpc.method_handlers_generic_handler(SERVICE, handlers)

    def get_server_info(
        self, _: server_pb2.GetServerInfoRequest, client: str, context: grpc.ServicerContext
    ) -> Iterator[server_pb2.GetServerInfoResponse]:
        libraries = {name: metadata.version(name) for name in ("gymnasium", "numpy")}
        yield server_pb2.GetServerInfoResponse(
            protocol_version=f"{PROTOCOL}.2",
            server_name="papilio-gym",
            libraries=libraries,
            limits=self._limits.message(),
            capabilities=["snapshot", "render", "rollout"],
        )

    def list_environments(
        self, _: server_pb2.ListEnvironmentsRequest, client: str, context: grpc.ServicerContext
    ) -> Iterator[server_pb2.ListEnvironmentsResponse]:
        yield server_pb2.ListEnvironmentsResponse(environments=self._catalog.specs())

    def interact(
        self, requests: Iterator[pb.InteractRequest], client: str, context: grpc.ServicerContext
    ) -> Iterator[pb.InteractResponse]:
        with ExitStack() as taken:
            holding, observer = self._begin(client, taken)
            try:
                bounds = Bounds(holding.take_bytes, context.is_active)
                session = EnvironmentSession(self._catalog, self._limits, holding, bounds)
                taken.callback(session.close)
                for request in leases.leased(requests, session.overdue):
                    _check_size(request.ByteSize(), self._limits.max_message_bytes)
                    kind = request.WhichOneof("request") or ""
                    begin = time.perf_counter()
                    response = _answer(session, request)
                    observer.answered(kind, response, time.perf_counter() - begin)
                    if kind == "close":
                        observer.completed()
                        taken.close()  # Before the response: the client may open another session.
                    yield response
                    if kind == "close":
                        return
                session.close()
                if not leases.has_gone(context):
                    observer.completed()
            except SessionEnded as end:
                observer.failed(end)
                raise

    def rollout(
        self, request: rollout_pb2.RolloutRequest, client: str, context: grpc.ServicerContext
    ) -> Iterator[rollout_pb2.RolloutResponse]:
        with ExitStack() as taken:
            holding, observer = self._begin(client, taken)
            observer.rollout_begun(request.environment_id[:200])
            try:
                holding.take_environments(1)
                patience = taken.enter_context(leases.Patience(context, self._limits.lease_seconds))
                most = self._limits.max_policy_bytes
                for response in rollouts.run(self._catalog, request, context, holding, most):
                    patience.sending()
                    yield response
                    patience.sent()
                observer.completed()
            except (RequestFailed, SessionEnded) as end:
                observer.failed(end)
                raise
            except (Exception, SystemExit, KeyboardInterrupt) as error:
                incident = _incident(error)
                observer.failed(incident)
                raise incident from error

    def upload_policy(
        self, _: rollout_pb2.UploadPolicyRequest, client: str, context: grpc.ServicerContext
    ) -> Iterator[rollout_pb2.UploadPolicyResponse]:
        # Python's gRPC does not report the end of a connection, with which its policies must end.
        raise unsupported("this server stores no policies: send one with each rollout")

    def _begin(self, client: str, taken: ExitStack) -> tuple[Holding, SessionObserver]:
        """A session of a client, given back and observed at the end of the stack."""
        try:
            holding = self._capacity.begin(client)
        except SessionEnded as full:
            self._observers.turned_away(client, full)
            raise
        observer = self._observers.begin(client)
        taken.callback(observer.ended)
        taken.callback(holding.end)
        return holding, observer

    def _handler(
        self, name: str, answer: Callable[..., Iterator[Any]], request: Any, response: Any
    ) -> grpc.RpcMethodHandler[Any, Any]:
        """A call; all take streams, so that tokens are checked before a request has come."""

        def call(requests: Iterator[Any], context: grpc.ServicerContext) -> Iterator[Any]:
            client = self._admission.admit(f"{SERVICE}/{name}", context)
            try:
                yield from answer(requests, client, context)
            except RequestFailed as failed:
                _abort(context, failed)
            except SessionEnded as end:
                context.abort(end.code, str(end))

        return grpc.stream_stream_rpc_method_handler(
            call, _parser(request), response.SerializeToString
        )


def _of_one(answer: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """A call with one request."""

    def call(requests: Iterator[Any], client: str, context: grpc.ServicerContext) -> Iterator[Any]:
        request = leases.only(requests)
        if request is not None:
            yield from answer(request, client, context)

    return call


def _parser(message: Any) -> Callable[[bytes], Any]:
    """Reads messages; a malformed one is read as an empty one, which ends a session."""

    def parse(data: bytes) -> Any:
        try:
            return message.FromString(data)
        except DecodeError:
            return message()

    return parse


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
    context.abort(failed.code, str(failed))
