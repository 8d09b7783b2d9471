"""Environments that fail, behind this package's server."""

from __future__ import annotations

from collections.abc import Iterator

import papilio_gym
import pytest
from papilio_gym.connection import Connection, Server
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.protocol import space_pb2
from papilio_gym import PapilioEnv, PapilioVectorEnv, serve
from papilio_gym.serve import refusals

ID = "Failing-v0"


@pytest.fixture
def target() -> Iterator[str]:
    """Of a server with room for two environments."""
    serving = serve.start(serve.Catalog([f"failing:{ID}"]), limits=serve.Limits(max_environments=2))
    yield f"127.0.0.1:{serving.port}"
    serving.stop(0)


@pytest.mark.parametrize(
    ("fault", "said"), [("exit", "SystemExit: 3"), ("interrupt", "KeyboardInterrupt: ")]
)
def test_an_environment_that_would_end_its_process_ends_its_session(
    target: str, fault: str, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    env = PapilioEnv(ID, target=target, fault=fault)
    env.reset()
    env.step(0)
    with pytest.raises(papilio_gym.ServerFault, match=f"{said}; incident [0-9a-f]{{8}}"):
        env.step(0)
    assert "Traceback" in caplog.text
    PapilioVectorEnv(ID, 2, target=target).close()  # What it held is free.


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("shape", r"observation: shape \[3\] \(expected: \[2\] of Box\(-1.0, 1.0, \(2,\), float32\)\)"),
        ("reward", r"reward: ndarray of shape \[2\] \(expected: a number\)"),
    ],
)
def test_an_answer_that_does_not_fit_is_told_with_the_environment_and_its_space(
    target: str, fault: str, said: str
) -> None:
    envs = PapilioVectorEnv(ID, 2, target=target, fault=fault)
    envs.reset()
    envs.step([0, 0])
    with pytest.raises(papilio_gym.ServerFault, match=f"environment {ID}: {said}; incident "):
        envs.step([0, 0])


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (space_pb2.Element(), "nothing (expected: a tensor for Discrete(2))"),
        (space_pb2.Element(text="a"), "text (expected: a tensor for Discrete(2))"),
        (
            space_pb2.Element(tensor=space_pb2.Tensor(shape=[1])),
            "a tensor without dtype (expected: int64)",
        ),
    ],
)
def test_an_action_that_is_no_tensor_is_told_in_words(
    target: str, action: space_pb2.Element, said: str
) -> None:
    connection = Connection(Server(target))
    stream = connection.interact()
    for request in (
        pb.InteractRequest(open=pb.OpenRequest(environment_id=ID)),
        pb.InteractRequest(reset=pb.ResetRequest()),
        pb.InteractRequest(step=pb.StepRequest(actions=action)),
    ):
        answer = pb.InteractResponse.FromString(stream.ask(request.SerializeToString()))
    assert answer.failure.message == f"action: {said}"
    stream.abandon()
    connection.close()


@pytest.mark.parametrize("fault", ["close", "exits"])
def test_environments_that_cannot_be_closed_give_their_room_back(
    target: str, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        PapilioVectorEnv(ID, 2, target=target, fault=fault).close()
    assert caplog.text.count(": not closed") == 6


def test_a_restore_and_a_fork_go_on_though_what_they_replace_cannot_be_closed(target: str) -> None:
    envs = PapilioVectorEnv(ID, 2, target=target, fault="close")
    envs.reset(seed=0)
    envs.restore(envs.snapshot())
    envs.fork([1, 1])
    envs.step([0, 0])
    envs.close()


def test_a_constructor_that_would_end_the_process_is_told_in_a_sentence() -> None:
    said = f"^environment {ID}: SystemExit: no licence .expected: it can be made.$"
    with pytest.raises(refusals.Refused, match=said):
        serve.Catalog([f"failing:{ID}"], {"fault": "made"})
