"""Requests that no client of ours sends, and the rules of the protocol for more environments."""

import threading
from collections.abc import Iterator

import grpc
import pytest
from papilio_gym import Reason
from papilio_gym.connection import SERVICE, Connection, Server
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.protocol import space_pb2
from papilio_gym.streams import Stream, StreamEnded

import everything
from command_line import assert_complies
from conftest import Place

pytestmark = pytest.mark.nightly

OPEN, ENCODING = pb.OpenRequest.DESCRIPTOR, pb.RenderRequest.DESCRIPTOR.fields_by_name["encoding"]
# A request and its response are 4 kB; gRPC holds some MB of both.
MOST_UNDER_WAY = 10_000
SENT = 30_000


@pytest.fixture
def stream(place: Place) -> Iterator[Stream]:
    connection = Connection(Server(place.target))
    begun = connection.interact()
    yield begun
    begun.abandon()
    connection.close()


def test_an_unknown_autoreset_mode_is_rejected(stream: Stream, place: Place) -> None:
    wrong = pb.OpenRequest(environment_id=place.id)
    number = OPEN.fields_by_name["autoreset_mode"].number
    wrong.ParseFromString(wrong.SerializeToString() + bytes([number << 3, 99]))
    assert_rejected(stream, pb.InteractRequest(open=wrong))
    open_(stream, place)


def test_malformed_masks_and_seeds_are_rejected(stream: Stream, place: Place) -> None:
    open_(stream, place)
    for mask in (
        space_pb2.Tensor(shape=[2], data=b"\1\1"),
        space_pb2.Tensor(dtype=space_pb2.DTYPE_BOOL, shape=[2], data=b"\1"),
        space_pb2.Tensor(dtype=space_pb2.DTYPE_BOOL, shape=[3], data=b"\1\1\1"),
        space_pb2.Tensor(dtype=space_pb2.DTYPE_INT8, shape=[2], data=b"\1\1"),
        space_pb2.Tensor(dtype=space_pb2.DTYPE_BOOL, shape=[2], data=b"\1\2"),
    ):
        assert_rejected(stream, pb.InteractRequest(reset=pb.ResetRequest(mask=mask)))
    for seed in ("1" * 5000, " 1", "1_000", "0x1", "-1", "1e3"):
        assert_rejected(stream, pb.InteractRequest(reset=pb.ResetRequest(seed=seed)))
    assert ask(stream, pb.InteractRequest(reset=pb.ResetRequest(seed="9" * 4300))).time_step


def test_actions_without_a_tensor_are_rejected(stream: Stream, place: Place) -> None:
    open_(stream, place)
    ask(stream, pb.InteractRequest(reset=pb.ResetRequest()))
    for actions in (
        space_pb2.Element(),
        space_pb2.Element(text="a"),
        space_pb2.Element(tensor=space_pb2.Tensor(shape=[1])),
    ):
        request = pb.InteractRequest(step=pb.StepRequest(actions=actions))
        assert_rejected(stream, request)


@pytest.mark.parametrize(("mode", "encoding"), [("rgb_array", 99), ("ansi", 0), ("rgb_array", 0)])
def test_frames_that_do_not_exist_are_rejected(
    stream: Stream, place: Place, mode: str, encoding: int
) -> None:
    open_(stream, place)
    ask(stream, pb.InteractRequest(reset=pb.ResetRequest()))
    wrong = pb.RenderRequest(mode=mode, indices=[2])
    wrong.MergeFromString(bytes([ENCODING.number << 3, encoding]))
    assert_rejected(stream, pb.InteractRequest(render=wrong))


@pytest.mark.parametrize(
    "requests",
    [
        [pb.InteractRequest(reset=pb.ResetRequest())],
        [pb.InteractRequest(fork=pb.ForkRequest())],
        [pb.InteractRequest()],
        [None, None],
        [None, pb.InteractRequest()],
    ],
)
def test_a_request_out_of_order_ends_the_session(
    stream: Stream, place: Place, requests: list[pb.InteractRequest | None]
) -> None:
    opening = pb.InteractRequest(open=pb.OpenRequest(environment_id=place.id))
    with pytest.raises(StreamEnded) as caught:
        for request in requests:
            ask(stream, request or opening)
    assert caught.value.code is grpc.StatusCode.INVALID_ARGUMENT


def test_requests_of_a_client_that_reads_no_responses_do_not_pile_up(python_server: str) -> None:
    sent, all_sent = [0], threading.Event()

    def requests() -> Iterator[pb.InteractRequest]:
        yield pb.InteractRequest(open=pb.OpenRequest(environment_id=everything.ID))
        reset = pb.InteractRequest(reset=pb.ResetRequest(seed="x" * 4000))
        for _ in range(SENT):
            sent[0] += 1
            yield reset
        all_sent.set()

    with grpc.insecure_channel(python_server) as channel:
        interact = channel.stream_stream(
            f"/{SERVICE}/Interact",
            pb.InteractRequest.SerializeToString,
            pb.InteractResponse.FromString,
        )
        responses = interact(requests())
        assert not all_sent.wait(2)
        responses.cancel()
    assert sent[0] < MOST_UNDER_WAY


def test_the_python_server_complies_with_the_protocol(python_server: str) -> None:
    ids = "CartPole-v1", "FrozenLake-v1", "Blackjack-v1", everything.ID
    assert_complies(python_server, *ids)


def open_(stream: Stream, place: Place) -> None:
    request = pb.OpenRequest(environment_id=place.id, num_envs=2)
    assert ask(stream, pb.InteractRequest(open=request)).HasField("open")


def assert_rejected(stream: Stream, request: pb.InteractRequest) -> None:
    failure = ask(stream, request).failure
    assert failure.code == grpc.StatusCode.INVALID_ARGUMENT.value[0]
    assert failure.reason == int(Reason.INVALID_VALUE) and failure.subject


def ask(stream: Stream, request: pb.InteractRequest) -> pb.InteractResponse:
    return pb.InteractResponse.FromString(stream.ask(request.SerializeToString()))
