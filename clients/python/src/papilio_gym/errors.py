"""What can go wrong, as exceptions that carry the server's message."""

from __future__ import annotations

import re

import grpc
from gymnasium import error


class PapilioError(error.Error):
    """Anything that a server refused or that went wrong on the way to it."""


class InvalidArgument(PapilioError, ValueError):
    """An action, seed, mask or option that the server refused; the session goes on."""


class EnvironmentNotFound(PapilioError, error.UnregisteredEnv):
    """The server has no environment of this id; the message names the nearest."""


class ResetNeeded(PapilioError, error.ResetNeeded):
    """A step before the first reset or after the end of an episode; the session goes on."""


class NotPossible(PapilioError):
    """A snapshot of something else, no renderer, or a second thread; the session goes on."""


class NotSupported(PapilioError, NotImplementedError):
    """What this kind of environment or server cannot do; the session goes on."""


class PhysicsDiverged(ResetNeeded, ArithmeticError):
    """The simulation became unstable; the step is lost and all must be reset."""


class ServerFull(PapilioError):
    """Too many sessions, environments or bytes for the server."""


class LeaseExpired(PapilioError, TimeoutError):
    """The session went unused for longer than the server keeps one."""


class ServerUnavailable(PapilioError, ConnectionError):
    """No server answers, or it went away; the session is lost."""


class AccessDenied(PapilioError, PermissionError):
    """The server wants other credentials."""


class ServerFault(PapilioError):
    """A bug of the server, or an answer that no server of this protocol gives."""


_BY_CODE: dict[grpc.StatusCode, type[PapilioError]] = {
    grpc.StatusCode.INVALID_ARGUMENT: InvalidArgument,
    grpc.StatusCode.NOT_FOUND: EnvironmentNotFound,
    grpc.StatusCode.FAILED_PRECONDITION: ResetNeeded,
    grpc.StatusCode.ABORTED: PhysicsDiverged,
    grpc.StatusCode.RESOURCE_EXHAUSTED: ServerFull,
    grpc.StatusCode.DEADLINE_EXCEEDED: LeaseExpired,
    grpc.StatusCode.UNIMPLEMENTED: NotSupported,
    grpc.StatusCode.UNAVAILABLE: ServerUnavailable,
    # By the server: what the client itself cancels has told its reason before.
    grpc.StatusCode.CANCELLED: ServerUnavailable,
    grpc.StatusCode.UNAUTHENTICATED: AccessDenied,
    grpc.StatusCode.PERMISSION_DENIED: AccessDenied,
}
_CODES = {code.value[0]: code for code in grpc.StatusCode}

# What gRPC says of the caller's own limit, with the code of a server that is full.
_OWN_LIMIT = re.compile(r"CLIENT: (Received|Sent) message larger than max \((\d+) vs\. (\d+)\)\)?(.*)")
_OPTIONS = {"Received": "receive", "Sent": "send"}


def refusal(code: int, message: str) -> PapilioError:
    """The exception for a request that was refused while the session goes on."""
    kind = _BY_CODE.get(_CODES.get(code, grpc.StatusCode.UNKNOWN), ServerFault)
    if kind is ResetNeeded and not message.endswith("call reset"):
        kind = NotPossible
    return kind(message)


def failed(call: grpc.RpcError, target: str) -> PapilioError:
    """The exception for a call that has one answer and did not get it."""
    if isinstance(call, grpc.Call):
        return broken(call.code(), call.details() or call.code().name, target)
    return broken(grpc.StatusCode.UNKNOWN, str(call), target)


def broken(code: grpc.StatusCode, details: str, target: str) -> PapilioError:
    """The exception for a call, and with it a session, that ended by a status."""
    if own := _OWN_LIMIT.search(details):
        option, size, limit, rest = own.groups()
        came = f"channel_options: grpc.max_{_OPTIONS[option]}_message_length, {limit}"
        return InvalidArgument(f"{came} (expected: at least {size}, or -1){rest}")
    kind = _BY_CODE.get(code, ServerFault)
    if kind is NotSupported:  # Not of the environment: the whole call is unknown to the server.
        kind = ServerFault
    return kind(f"server {target}: {details}")
