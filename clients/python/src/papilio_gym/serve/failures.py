"""How a request fails, and how a session ends with an error."""

from __future__ import annotations

import grpc

from papilio_gym.errors import Reason, excerpt
from papilio_gym.protocol import environment_pb2 as pb

_CODES = {
    Reason.INVALID_VALUE: grpc.StatusCode.INVALID_ARGUMENT,
    Reason.UNKNOWN_ENVIRONMENT: grpc.StatusCode.NOT_FOUND,
    Reason.UNKNOWN_POLICY: grpc.StatusCode.NOT_FOUND,
    Reason.RESET_NEEDED: grpc.StatusCode.FAILED_PRECONDITION,
    Reason.SIMULATION_FAILED: grpc.StatusCode.FAILED_PRECONDITION,
    Reason.RENDERING_UNAVAILABLE: grpc.StatusCode.FAILED_PRECONDITION,
    Reason.SNAPSHOT_MISMATCH: grpc.StatusCode.FAILED_PRECONDITION,
    Reason.UNSUPPORTED: grpc.StatusCode.UNIMPLEMENTED,
}


class RequestFailed(Exception):
    """A request that cannot be executed; the session continues."""

    def __init__(self, reason: Reason, message: str, subject: str = "") -> None:
        super().__init__(message)
        self.reason = reason
        self.subject = subject

    @property
    def code(self) -> grpc.StatusCode:
        return _CODES[self.reason]

    def message(self) -> pb.Failure:
        """The failure as a message of the protocol."""
        code: int = self.code.value[0]
        reason = f"REASON_{self.reason.name}"
        return pb.Failure(code=code, message=str(self), reason=reason, subject=self.subject)


class SessionEnded(Exception):
    """The end of a session with a status other than OK."""

    def __init__(self, code: grpc.StatusCode, message: str) -> None:
        super().__init__(message)
        self.code = code


def invalid(subject: str, actual: object, expected: object) -> RequestFailed:
    """A rejected value."""
    message = f"{subject}: {excerpt(actual)} (expected: {expected})"
    return RequestFailed(Reason.INVALID_VALUE, message, subject)


def reset_needed(message: str) -> RequestFailed:
    return RequestFailed(Reason.RESET_NEEDED, f"{message}: call reset")


def unsupported(message: str) -> RequestFailed:
    return RequestFailed(Reason.UNSUPPORTED, message)


def out_of_order(actual: str, expected: str) -> SessionEnded:
    """A request that the state of the session does not allow."""
    message = f"request: {actual} (expected: {expected})"
    return SessionEnded(grpc.StatusCode.INVALID_ARGUMENT, message)
