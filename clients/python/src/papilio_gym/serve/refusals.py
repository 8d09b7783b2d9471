"""How a server says no: to one request, or to the whole session."""

from __future__ import annotations

import grpc


class Refused(Exception):
    """A request that cannot be carried out; the session goes on."""

    def __init__(self, code: grpc.StatusCode, message: str) -> None:
        super().__init__(message)
        self.code = code


class Ended(Exception):
    """The end of a session by a status other than OK."""

    def __init__(self, code: grpc.StatusCode, message: str) -> None:
        super().__init__(message)
        self.code = code


def invalid(message: str) -> Refused:
    return Refused(grpc.StatusCode.INVALID_ARGUMENT, message)


def reset_needed(message: str) -> Refused:
    return Refused(grpc.StatusCode.FAILED_PRECONDITION, f"{message}: call reset")


def unsupported(message: str) -> Refused:
    return Refused(grpc.StatusCode.UNIMPLEMENTED, message)


def out_of_place(message: str) -> Ended:
    return Ended(grpc.StatusCode.INVALID_ARGUMENT, message)
