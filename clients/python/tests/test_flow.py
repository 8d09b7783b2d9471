"""How many requests this package's server takes."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import grpc
from papilio_gym.connection import SERVICE
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.serve import service

# A request and its answer are 4 kB each; gRPC itself holds some MB of both on their way.
_MOST_UNDER_WAY = 6_000
_SENT = 20_000


def test_a_request_is_taken_only_when_it_is_wanted() -> None:
    taken = [threading.Event() for _ in range(3)]

    def requests() -> Iterator[pb.InteractRequest]:
        for one in taken:
            one.set()
            yield pb.InteractRequest()

    leased = service._leased(requests(), seconds=20)
    for i in range(2):
        next(leased)
        assert taken[i].is_set() and not taken[i + 1].wait(0.1)
    assert len(list(leased)) == 1


def test_a_client_that_takes_no_answers_cannot_have_its_requests_pile_up(
    python_server: str,
) -> None:
    sent, all_sent = [0], threading.Event()

    def requests() -> Iterator[pb.InteractRequest]:
        yield pb.InteractRequest(open=pb.OpenRequest(environment_id="CartPole-v1"))
        refused = pb.InteractRequest(reset=pb.ResetRequest(seed="x" * 4000))
        for _ in range(_SENT):
            sent[0] += 1
            yield refused
        all_sent.set()

    with grpc.insecure_channel(python_server) as channel:
        interact = channel.stream_stream(
            f"/{SERVICE}/Interact",
            pb.InteractRequest.SerializeToString,
            pb.InteractResponse.FromString,
        )
        answers = interact(requests())
        assert not all_sent.wait(2)
        answers.cancel()
    assert sent[0] < _MOST_UNDER_WAY
