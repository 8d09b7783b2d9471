"""Requests whose response does not come in time."""

import inspect
import time
from collections.abc import Callable, Iterator
from threading import active_count

import papilio_gym
import pytest
from papilio_gym import PapilioEnv, PapilioVectorEnv, deadlines, rollout, serve

import waiting
from everything import ID

LATE = r"no response in 0\.3 s \(response_timeout\)"


@pytest.fixture
def waiting_server() -> Iterator[str]:
    """`host:port` of a server whose steps wait for the end of the test."""
    waiting.CONTINUE.clear()
    serving = serve.start(serve.Catalog([waiting.ID, ID]))
    yield f"127.0.0.1:{serving.port}"
    waiting.CONTINUE.set()
    serving.stop(0)


def test_a_late_response_ends_the_session_and_names_the_argument(waiting_server: str) -> None:
    env = PapilioEnv(waiting.ID, target=waiting_server, response_timeout=0.3)
    env.reset(seed=1)
    time.sleep(1)  # Between requests no time counts.
    env.reset(seed=1)
    begin = time.monotonic()
    with pytest.raises(papilio_gym.ServerUnavailable, match=LATE):
        env.step(0)
    assert 0.3 <= time.monotonic() - begin < 20
    with pytest.raises(papilio_gym.ServerUnavailable, match=LATE):
        env.reset()
    env.close()
    PapilioEnv(ID, target=waiting_server).close()


def test_a_late_part_of_a_rollout_ends_it(waiting_server: str) -> None:
    with pytest.raises(papilio_gym.ServerUnavailable, match=LATE):
        list(rollout("zero", waiting.ID, episodes=1, target=waiting_server, response_timeout=0.3))


@pytest.mark.parametrize("made", [PapilioEnv, PapilioVectorEnv, rollout])
def test_nobody_waits_for_ever(made: Callable[..., object]) -> None:
    assert inspect.signature(made).parameters["response_timeout"].default == 300


@pytest.mark.parametrize("seconds", [0, -1, float("nan")])
def test_a_time_must_be_positive(seconds: float) -> None:
    with pytest.raises(papilio_gym.InvalidArgument, match="response_timeout"):
        PapilioEnv(ID, target="localhost:1", response_timeout=seconds)


def test_the_thread_ends_with_the_last_session() -> None:
    missed: list[str] = []
    one = deadlines.Deadline(0.1, lambda: missed.append("one"))
    other = deadlines.Deadline(60, lambda: missed.append("other"))
    one.begin()
    other.begin()
    time.sleep(1)
    assert (missed, one.is_missed, other.is_missed) == (["one"], True, False)
    threads = active_count()
    one.close()
    other.close()
    for _ in range(50):
        if active_count() < threads:
            break
        time.sleep(0.1)
    assert active_count() < threads or deadlines._watched
