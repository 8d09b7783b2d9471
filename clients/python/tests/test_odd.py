"""Environments that are unusual, behind this package's server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import papilio_gym
import pytest
from papilio_gym import PapilioEnv, PapilioVectorEnv, serve

import odd


@pytest.fixture(scope="module")
def target() -> Iterator[str]:
    serving = serve.start(serve.Catalog(["Plain-v0"]))
    yield f"127.0.0.1:{serving.port}"
    serving.stop(0)


def test_keys_with_dots_arrive_as_they_are_and_what_is_too_large_is_left_out(target: str) -> None:
    expected = {**odd.INFO, "inner": {"largest": 2**63 - 1}}
    env = PapilioEnv("Plain-v0", target=target)
    env.reset()
    assert env.step(0)[4] == expected
    env.close()


def test_keys_with_dots_are_chosen_as_they_are(target: str) -> None:
    names = ["reward.total", "a.b.~c.d", "~1"]
    envs = PapilioVectorEnv("Plain-v0", 2, target=target, info_names=names)
    envs.reset()
    info = envs.step([0, 1])[4]
    assert sorted(info) == ["_a.b", "_reward.total", "_~1", "a.b", "reward.total", "~1"]
    assert info["a.b"]["~c.d"].tolist() == [3, 3]
    assert info["_a.b"].tolist() == [True, True]
    envs.close()


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("Half-v0", "dtype: float16 (expected: bool, an integer, float32 or float64)"),
        ("Numbered-v0", "space: a Dict with the key 1 (expected: strings as keys)"),
    ],
)
def test_spaces_that_the_protocol_does_not_have_are_told_at_the_start(id_: str, said: str) -> None:
    command = [sys.executable, "-m", "papilio_gym.serve", "--port=0", f"--env=odd:{id_}"]
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=variables)
    expected = f"python -m papilio_gym.serve: error: environment {id_}: {said}\n"
    assert (done.returncode, done.stderr) == (2, expected)


def test_keywords_that_make_such_spaces_are_refused_and_the_server_has_room(target: str) -> None:
    for _ in range(2):
        with pytest.raises(papilio_gym.InvalidArgument, match="float16"):
            PapilioEnv("Plain-v0", target=target, observations="half")
    PapilioEnv("Plain-v0", target=target).close()
