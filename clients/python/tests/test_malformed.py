"""Requests that no client of ours sends: answered by a failure, and the session goes on."""

import re
from collections.abc import Iterator

import grpc
import pytest
from papilio_gym.connection import Connection, Server
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.protocol import space_pb2
from papilio_gym.streams import Stream, StreamEnded

from conftest import Place

INVALID = grpc.StatusCode.INVALID_ARGUMENT.value[0]


@pytest.fixture
def stream(place: Place) -> Iterator[Stream]:
    connection = Connection(Server(place.target))
    begun = connection.interact()
    yield begun
    begun.abandon()
    connection.close()


def test_an_autoreset_mode_that_there_is_not_is_refused(stream: Stream, place: Place) -> None:
    wrong = pb.OpenRequest(environment_id=place.id)
    wrong.ParseFromString(wrong.SerializeToString() + _unknown_mode())
    _refused(stream, pb.InteractRequest(open=wrong), "autoreset_mode: ")
    _opened(stream, place)


def test_a_mask_whose_bytes_are_no_mask_is_refused(stream: Stream, place: Place) -> None:
    _opened(stream, place)
    for mask in (
        space_pb2.Tensor(shape=[2], data=b"\1\1"),
        space_pb2.Tensor(dtype=space_pb2.DTYPE_BOOL, shape=[2], data=b"\1"),
        space_pb2.Tensor(dtype=space_pb2.DTYPE_BOOL, shape=[3], data=b"\1\1\1"),
        space_pb2.Tensor(dtype=space_pb2.DTYPE_INT8, shape=[2], data=b"\1\1"),
        space_pb2.Tensor(dtype=space_pb2.DTYPE_BOOL, shape=[2], data=b"\1\2"),
    ):
        _refused(stream, pb.InteractRequest(reset=pb.ResetRequest(mask=mask)), "")
    assert _ask(stream, pb.InteractRequest(reset=pb.ResetRequest())).HasField("time_step")


def test_a_seed_of_more_digits_than_python_reads_is_refused(stream: Stream, place: Place) -> None:
    _opened(stream, place)
    said = "seed: 5000 digits (expected: at most 4300)"
    _refused(stream, pb.InteractRequest(reset=pb.ResetRequest(seed="1" * 5000)), said)
    seeds = pb.ResetRequest.Seeds(seeds=["", "1" * 5000])
    _refused(stream, pb.InteractRequest(reset=pb.ResetRequest(seeds=seeds)), said)
    longest = pb.InteractRequest(reset=pb.ResetRequest(seed="9" * 4300))
    assert _ask(stream, longest).HasField("time_step")


@pytest.mark.parametrize(
    ("mode", "encoding", "said"),
    [
        ("rgb_array", 99, "encoding: "),
        ("ansi", 0, "render_mode: 'ansi' (expected: rgb_array or depth_array)"),
        ("", 0, "render_mode: '' (expected: rgb_array or depth_array)"),
        ("rgb_array", 0, "index: 2 (expected: 0 to 1)"),
    ],
)
def test_a_picture_that_no_server_has_is_refused(
    stream: Stream, place: Place, mode: str, encoding: int, said: str
) -> None:
    _opened(stream, place)
    _ask(stream, pb.InteractRequest(reset=pb.ResetRequest()))
    wrong = pb.RenderRequest(mode=mode, indices=[2])
    field = pb.RenderRequest.DESCRIPTOR.fields_by_name["encoding"].number
    wrong.MergeFromString(bytes([field << 3, encoding]))
    _refused(stream, pb.InteractRequest(render=wrong), said)


@pytest.mark.parametrize(
    ("requests", "said"),
    [
        ([pb.InteractRequest(reset=pb.ResetRequest())], "reset (expected: open first)"),
        ([pb.InteractRequest(fork=pb.ForkRequest())], "fork (expected: open first)"),
        ([pb.InteractRequest()], "nothing (expected: a request of the protocol)"),
        ([None, None], "open (expected: open only once)"),
        ([None, pb.InteractRequest()], "nothing (expected: a request of the protocol)"),
    ],
)
def test_a_request_out_of_place_ends_the_session_with_the_same_words(
    stream: Stream, place: Place, requests: list[pb.InteractRequest | None], said: str
) -> None:
    open_ = pb.InteractRequest(open=pb.OpenRequest(environment_id=place.id))
    with pytest.raises(StreamEnded, match=re.escape(f"request: {said}")) as caught:
        for request in requests:
            _ask(stream, request or open_)
    assert caught.value.code is grpc.StatusCode.INVALID_ARGUMENT


def _unknown_mode() -> bytes:
    number = pb.OpenRequest.DESCRIPTOR.fields_by_name["autoreset_mode"].number
    return bytes([number << 3, 99])


def _opened(stream: Stream, place: Place) -> None:
    request = pb.OpenRequest(environment_id=place.id, num_envs=2)
    assert _ask(stream, pb.InteractRequest(open=request)).HasField("open")


def _refused(stream: Stream, request: pb.InteractRequest, said: str) -> None:
    failure = _ask(stream, request).failure
    assert failure.code == INVALID
    assert failure.message.startswith(said)
    assert "(expected: " in failure.message


def _ask(stream: Stream, request: pb.InteractRequest) -> pb.InteractResponse:
    return pb.InteractResponse.FromString(stream.ask(request.SerializeToString()))
