"""Which exception a failure or a status becomes; the words do not matter."""

import grpc
import gymnasium
import pytest
from papilio_gym import errors
from papilio_gym.errors import Reason
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.serve import failures

BY_REASON: list[tuple[Reason, type[Exception], type[Exception]]] = [
    (Reason.INVALID_VALUE, errors.InvalidArgument, ValueError),
    (Reason.UNKNOWN_ENVIRONMENT, errors.EnvironmentNotFound, gymnasium.error.UnregisteredEnv),
    (Reason.RESET_NEEDED, errors.ResetNeeded, gymnasium.error.ResetNeeded),
    (Reason.SIMULATION_FAILED, errors.ResetNeeded, gymnasium.error.ResetNeeded),
    (Reason.RENDERING_UNAVAILABLE, errors.NotPossible, errors.PapilioError),
    (Reason.SNAPSHOT_MISMATCH, errors.NotPossible, errors.PapilioError),
    (Reason.PHYSICS_DIVERGED, errors.PhysicsDiverged, ArithmeticError),
    (Reason.UNSUPPORTED, errors.NotSupported, NotImplementedError),
    (Reason.UNKNOWN_POLICY, errors.PolicyNotFound, errors.PapilioError),
]

BY_CODE: list[tuple[grpc.StatusCode, type[Exception]]] = [
    (grpc.StatusCode.INVALID_ARGUMENT, errors.InvalidArgument),
    (grpc.StatusCode.NOT_FOUND, errors.EnvironmentNotFound),
    (grpc.StatusCode.FAILED_PRECONDITION, errors.ResetNeeded),
    (grpc.StatusCode.ABORTED, errors.PhysicsDiverged),
    (grpc.StatusCode.UNIMPLEMENTED, errors.NotSupported),
    (grpc.StatusCode.INTERNAL, errors.ServerFault),
]

BY_STATUS: list[tuple[grpc.StatusCode, type[Exception]]] = [
    (grpc.StatusCode.RESOURCE_EXHAUSTED, errors.ServerFull),
    (grpc.StatusCode.DEADLINE_EXCEEDED, TimeoutError),
    (grpc.StatusCode.UNAVAILABLE, ConnectionError),
    (grpc.StatusCode.CANCELLED, errors.ServerUnavailable),
    (grpc.StatusCode.UNAUTHENTICATED, PermissionError),
    (grpc.StatusCode.PERMISSION_DENIED, errors.AccessDenied),
    (grpc.StatusCode.UNIMPLEMENTED, errors.ServerFault),
    (grpc.StatusCode.INTERNAL, errors.ServerFault),
]


def test_the_reasons_are_those_of_the_protocol() -> None:
    names = {f"REASON_{reason.name}": int(reason) for reason in Reason}
    assert {"REASON_UNSPECIFIED": 0, **names} == dict(pb.Reason.items())
    assert [row[0] for row in BY_REASON] == list(Reason)


@pytest.mark.parametrize(("reason", "kind", "base"), BY_REASON)
def test_the_reason_decides(reason: Reason, kind: type[Exception], base: type[Exception]) -> None:
    # With the reason, neither the code nor the message matters.
    error = errors.failed(pb.Failure(code=13, message="anything", reason=f"REASON_{reason.name}"))
    assert type(error) is kind and isinstance(error, base)
    assert (str(error), error.reason, error.subject) == ("anything", reason, None)


def test_a_rejected_value_has_its_name() -> None:
    failure = pb.Failure(code=3, message="wrong", reason=pb.REASON_INVALID_VALUE, subject="action")
    assert errors.failed(failure).subject == "action"


def test_a_long_rejected_value_is_quoted_by_its_beginning() -> None:
    cut = f"model: {'<' * 200}... (5000 characters) (expected: MJCF)"
    assert str(errors.invalid("model", "<" * 5000, "MJCF")) == cut
    assert str(failures.invalid("model", "<" * 5000, "MJCF")) == cut
    assert str(errors.invalid("model", "<" * 2000, "MJCF")) == f"model: {'<' * 2000} (expected: MJCF)"


@pytest.mark.parametrize(("code", "kind"), BY_CODE)
@pytest.mark.parametrize("message", ["call reset", "renderer: none", "snapshot: other"])
def test_without_a_reason_the_code_decides(
    code: grpc.StatusCode, kind: type[Exception], message: str
) -> None:
    number: int = code.value[0]
    error = errors.failed(pb.Failure(code=number, message=message))
    assert (type(error), error.reason, error.subject) == (kind, None, None)


def test_with_an_unknown_reason_the_code_decides() -> None:
    failure = pb.Failure(code=9)
    failure.MergeFromString(bytes([pb.Failure.REASON_FIELD_NUMBER << 3, 99]))
    error = errors.failed(failure)
    assert (type(error), error.reason) == (errors.ResetNeeded, None)


@pytest.mark.parametrize(("code", "kind"), BY_STATUS)
def test_the_status_of_an_ended_session_decides(
    code: grpc.StatusCode, kind: type[Exception]
) -> None:
    error = errors.ended(code, "CLIENT: Sent message larger than max", "here:1")
    assert isinstance(error, kind) and "here:1" in str(error)
