"""Exceptions of the client, each also a kind that Gymnasium or Python raises."""

from __future__ import annotations

import enum

import grpc
from gymnasium import error

from papilio_gym.protocol import environment_pb2 as pb


class Reason(enum.IntEnum):
    """Why a request failed, as in the protocol."""

    INVALID_VALUE = pb.REASON_INVALID_VALUE
    UNKNOWN_ENVIRONMENT = pb.REASON_UNKNOWN_ENVIRONMENT
    RESET_NEEDED = pb.REASON_RESET_NEEDED
    SIMULATION_FAILED = pb.REASON_SIMULATION_FAILED
    RENDERING_UNAVAILABLE = pb.REASON_RENDERING_UNAVAILABLE
    SNAPSHOT_MISMATCH = pb.REASON_SNAPSHOT_MISMATCH
    PHYSICS_DIVERGED = pb.REASON_PHYSICS_DIVERGED
    UNSUPPORTED = pb.REASON_UNSUPPORTED
    UNKNOWN_POLICY = pb.REASON_UNKNOWN_POLICY


class PapilioError(error.Error):
    """A failed request or a lost session.

    Attributes:
        reason: why the request failed; None if the server did not send one.
        subject: with Reason.INVALID_VALUE, the name of the rejected value: "action", "seed".
    """

    def __init__(
        self, message: str, reason: Reason | None = None, subject: str | None = None
    ) -> None:
        super().__init__(message)
        self.reason = reason
        self.subject = subject


class InvalidArgument(PapilioError, ValueError):
    """A rejected action, seed, mask, keyword argument or snapshot; the session continues."""


class EnvironmentNotFound(PapilioError, error.UnregisteredEnv):
    """The server has no environment of this id; the message names the nearest ids."""


class PolicyNotFound(PapilioError, LookupError):
    """The server has no policy of this id or name."""


class ResetNeeded(PapilioError, error.ResetNeeded):
    """A step before the first reset or after the end of an episode; the session continues."""


class NotPossible(PapilioError):
    """A snapshot of another environment, no renderer, or a second thread; the session continues."""


class NotSupported(PapilioError, NotImplementedError):
    """This kind of environment or server does not support the request; the session continues."""


class PhysicsDiverged(ResetNeeded, ArithmeticError):
    """The simulation became unstable; the step is lost and all environments must be reset."""


class ServerFull(PapilioError):
    """Too many sessions or environments, or a message that is too large."""


class LeaseExpired(PapilioError, TimeoutError):
    """The session sent no request for longer than the server's lease."""


class ServerUnavailable(PapilioError, ConnectionError):
    """No server answers, or the connection was lost, and the session with it."""


class AccessDenied(PapilioError, PermissionError):
    """Wrong credentials, or none."""


class ServerFault(PapilioError):
    """A bug of the server, or a server of another protocol."""


_BY_REASON: dict[Reason, type[PapilioError]] = {
    Reason.INVALID_VALUE: InvalidArgument,
    Reason.UNKNOWN_ENVIRONMENT: EnvironmentNotFound,
    Reason.UNKNOWN_POLICY: PolicyNotFound,
    Reason.RESET_NEEDED: ResetNeeded,
    Reason.SIMULATION_FAILED: ResetNeeded,
    Reason.RENDERING_UNAVAILABLE: NotPossible,
    Reason.SNAPSHOT_MISMATCH: NotPossible,
    Reason.PHYSICS_DIVERGED: PhysicsDiverged,
    Reason.UNSUPPORTED: NotSupported,
}
_BY_CODE: dict[grpc.StatusCode, type[PapilioError]] = {
    grpc.StatusCode.INVALID_ARGUMENT: InvalidArgument,
    grpc.StatusCode.NOT_FOUND: EnvironmentNotFound,
    grpc.StatusCode.FAILED_PRECONDITION: ResetNeeded,
    grpc.StatusCode.ABORTED: PhysicsDiverged,
    grpc.StatusCode.RESOURCE_EXHAUSTED: ServerFull,
    grpc.StatusCode.DEADLINE_EXCEEDED: LeaseExpired,
    grpc.StatusCode.UNIMPLEMENTED: NotSupported,
    grpc.StatusCode.UNAVAILABLE: ServerUnavailable,
    # Sent by the server: a session that the client cancels has another error already.
    grpc.StatusCode.CANCELLED: ServerUnavailable,
    grpc.StatusCode.UNAUTHENTICATED: AccessDenied,
    grpc.StatusCode.PERMISSION_DENIED: AccessDenied,
}
_FAILURE = "papilio.env.v1.failure-bin"
_CODES = {code.value[0]: code for code in grpc.StatusCode}
_LONGEST = 2000
_SHOWN = 200


def invalid(subject: str, actual: object, expected: str) -> InvalidArgument:
    """The exception for a value that the client rejects itself."""
    message = f"{subject}: {excerpt(actual)} (expected: {expected})"
    return InvalidArgument(message, Reason.INVALID_VALUE, subject)


def excerpt(actual: object) -> str:
    """A rejected value as text, cut as Papilio's server cuts it."""
    text = str(actual)
    return text if len(text) <= _LONGEST else f"{text[:_SHOWN]}... ({len(text)} characters)"


def failed(failure: pb.Failure) -> PapilioError:
    """The exception for a failed request of a session that continues."""
    try:
        reason = Reason(failure.reason)
        kind = _BY_REASON[reason]
    except ValueError:  # A server older or newer than this client.
        reason = None
        code = _CODES.get(failure.code, grpc.StatusCode.UNKNOWN)
        kind = _BY_CODE.get(code, ServerFault)
    return kind(failure.message, reason, failure.subject or None)


def ended(code: grpc.StatusCode, details: str, target: str) -> PapilioError:
    """The exception for a call or a session that ended with a status."""
    kind = _BY_CODE.get(code, ServerFault)
    if kind is NotSupported:  # The server has no such call.
        kind = ServerFault
    return kind(f"server {target}: {details}")


def late(target: str, seconds: float, consequence: str = "") -> ServerUnavailable:
    """The exception for a request without a response."""
    return ServerUnavailable(
        f"server {target}: no response in {seconds:g} s (response_timeout){consequence}"
    )


def ended_call(call: grpc.RpcError, target: str) -> PapilioError:
    """The exception for a call that ended with a status, and perhaps with a failure."""
    if isinstance(call, grpc.Call):
        for key, value in call.trailing_metadata() or ():
            if key == _FAILURE and isinstance(value, bytes):
                return failed(pb.Failure.FromString(value))
        return ended(call.code(), call.details() or call.code().name, target)
    return ended(grpc.StatusCode.UNKNOWN, str(call), target)
