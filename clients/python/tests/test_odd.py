"""Environments that are unusual, behind this package's server."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import papilio_gym
import pytest
from gymnasium.vector import AutoresetMode
from papilio_gym import PapilioEnv, PapilioVectorEnv, serve
from papilio_gym.serve import refusals

import odd


@pytest.fixture(scope="module")
def target() -> Iterator[str]:
    serving = serve.start(serve.Catalog(["Plain-v0", "Varying-v0", "Mixed-v0"]))
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


def test_an_array_that_grows_from_step_to_step_arrives(target: str) -> None:
    env = PapilioEnv("Varying-v0", target=target)
    arrived = [env.reset(seed=1)[1], *(env.step(0)[4] for _ in range(2))]
    assert [info["growing"].tolist() for info in arrived] == [[0], [0, 1], [0, 1, 2]]
    env.close()


@pytest.mark.parametrize(
    ("info", "said"),
    [
        ("growing", "growing: shape [1] and shape [2]"),
        ("nested", "nested.a.b: shape [1] and shape [2]"),
        ("deepening", "deepening: a dictionary and shape []"),
    ],
)
def test_an_info_of_two_shapes_is_refused_and_may_be_left_out(
    target: str, info: str, said: str
) -> None:
    expected = "one shape in all environments, or infos that are chosen without it"
    envs = PapilioVectorEnv("Varying-v0", 2, target=target, info=info)
    envs.reset(seed=[1, 1])
    envs.step([0, 0])
    for _ in range(2):
        with pytest.raises(papilio_gym.ResetNeeded) as refused:
            envs.reset(seed=1)
        assert str(refused.value) == f"info {said} (expected: {expected}): call reset"
        with pytest.raises(papilio_gym.ResetNeeded, match="^step before reset: call reset$"):
            envs.step([0, 0])
    envs.reset(seed=[1, 1])
    assert envs.step([0, 0])[4]["t"].tolist() == [2, 2]
    envs.close()
    chosen = PapilioVectorEnv("Varying-v0", 2, target=target, info=info, info_names=["t"])
    chosen.reset(seed=1)
    assert chosen.step([0, 0])[4]["t"].tolist() == [2, 3]
    chosen.close()


def test_the_last_info_of_an_episode_may_have_its_own_shape(target: str) -> None:
    envs = PapilioVectorEnv("Varying-v0", 2, target=target, autoreset_mode=AutoresetMode.SAME_STEP)
    envs.reset(seed=[3, 3])
    info = envs.step([0, 0])[4]
    assert info["growing"].shape == (2, 0)
    assert info["final_info"]["growing"].tolist() == [[0, 1, 2, 3]] * 2
    envs.close()


@pytest.mark.parametrize(
    ("info", "values"),
    [
        ("sharper", [[0.5, 1.5], [0.0, 1.0]]),
        ("wider", [300, 1]),
        ("judged", [False, True]),
        ("said", None),
        ("ragged", None),
        ("listed", [[1.0, 1.5], [2.0, 2.5]]),
        ("tupled", [[[1, 1], [2, 3]], [[2, 1], [2, 3]]]),
        ("flags", [[False, True], [False, True]]),
        ("names", None),
        ("gaps", None),
        ("huge", None),
        ("legal", None),
    ],
)
def test_numbers_get_a_type_for_all_and_what_has_none_is_left_out(
    target: str, info: str, values: list[Any] | None
) -> None:
    envs = PapilioVectorEnv("Varying-v0", 2, target=target, info=info)
    for seeds, swapped in (([1, 2], False), ([2, 1], True)):
        column = envs.reset(seed=seeds)[1].get(info)
        came = None if column is None else column.tolist()
        assert came == (values[::-1] if values and swapped else values)
    kept = envs.snapshot()
    assert (info in envs.restore(kept)[4]) == (values is not None)
    envs.close()


def test_a_list_of_numbers_in_an_info_is_an_array_of_their_type(target: str) -> None:
    env = PapilioEnv("Varying-v0", target=target, info="listed")
    envs = PapilioVectorEnv("Varying-v0", 2, target=target, info="flags", autoreset_mode="SameStep")
    first, last = env.reset(seed=3)[1]["listed"], env.step(0)[4]["listed"]
    assert (first.dtype, first.tolist(), last.tolist()) == (np.float64, [3, 3.5], [4, 4.5])
    assert envs.reset(seed=3)[1]["flags"].dtype == np.bool_
    ended = envs.step([0, 0])[4]["final_info"]
    assert ended["flags"].tolist() == [[True, True], [True, True]]
    env.close()
    envs.close()


@pytest.mark.parametrize("info", ["legal", "moves"])
def test_lists_whose_lengths_differ_are_left_out_of_vectors(target: str, info: str) -> None:
    envs = PapilioVectorEnv("Varying-v0", 3, target=target, info=info, autoreset_mode="SameStep")
    for seeds in ([1, 2, 3], [2, 1, 1], [1, 1, 2]):
        assert _legal(envs.reset(seed=seeds)[1]) is None
    for sources in ([1, 2, 0], [2, 2, 1], [1, 2, 0]):
        assert _legal(envs.fork(sources)[4]) is None
    for steps in range(4):
        assert _legal(envs.step([0, 0, 0])[4]) is None
    assert _legal(envs.reset(seed=[2, 2, 2])[1]) == [[0, 1]] * 3
    envs.close()


def test_lists_whose_lengths_change_arrive_from_one_environment(target: str) -> None:
    env = PapilioEnv("Varying-v0", target=target, info="legal")
    arrived = [env.reset(seed=1)[1], *(env.step(0)[4] for _ in range(2))]
    assert [info["legal"].tolist() for info in arrived] == [[0], [0, 1], [0, 1, 2]]
    env.close()


def _legal(info: dict[str, Any]) -> list[Any] | None:
    legal = info.get("moves", info).get("legal")
    return None if legal is None else legal.tolist()


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("key", "environment Unusual-v0: KeyError: 'no such thing' (expected: it can be made)"),
        ("no metadata", "environment Unusual-v0: metadata None (expected: a dict)"),
    ],
)
def test_what_cannot_be_served_is_told_in_a_sentence(fault: str, said: str) -> None:
    with pytest.raises(refusals.Refused, match=f"^{re.escape(said)}$"):
        serve.Catalog(["Unusual-v0"], {"fault": fault})


@pytest.mark.parametrize(
    ("fault", "frames", "modes"),
    [
        ("", 13, ["rgb_array"]),
        ("slow", 1, ["rgb_array"]),
        ("no modes", 0, []),
        ("text", 4, []),
    ],
)
def test_frames_are_told_as_far_as_the_protocol_has_them(
    fault: str, frames: int, modes: list[str]
) -> None:
    keywords = {"fault": fault}
    (spec,) = serve.Catalog(["Unusual-v0"], keywords).specs()
    assert (spec.frames_per_second, list(spec.render_modes)) == (frames, modes)


def test_keywords_that_make_such_spaces_are_refused_and_the_server_has_room(target: str) -> None:
    for _ in range(2):
        with pytest.raises(papilio_gym.InvalidArgument, match="float16"):
            PapilioEnv("Plain-v0", target=target, observations="half")
    PapilioEnv("Plain-v0", target=target).close()


@pytest.mark.parametrize("box", [np.array([0.25, 0.5]), np.array([-5, 7.5], np.float32), [1.5, 1]])
def test_boxes_within_actions_take_what_a_box_alone_takes(target: str, box: Any) -> None:
    env = PapilioEnv("Mixed-v0", target=target)
    env.reset()
    assert env.step({"inner": (box, 2)})[0].tolist() == list(box)
    env.close()


@pytest.mark.parametrize(
    ("box", "discrete", "said"),
    [
        (np.zeros(3), 1, r"action\['inner'\]\[0\]: shape \[1, 3\] \(expected: \[1, 2\]\)"),
        (np.array([0, np.nan]), 1, r"action\['inner'\]\[0\]: NaN or infinity"),
        (np.zeros(2), 3, r"action\['inner'\]\[1\]: \[3\] \(expected: 1 of Discrete\(3\)\)"),
    ],
)
def test_the_part_of_an_action_that_is_wrong_is_named(
    target: str, box: Any, discrete: int, said: str
) -> None:
    env = PapilioEnv("Mixed-v0", target=target)
    env.reset()
    with pytest.raises(papilio_gym.InvalidArgument, match=said):
        env.step({"inner": (box, discrete)})
    env.step({"inner": (np.zeros(2), 1)})
    env.close()


def test_a_renderer_that_fails_is_told_and_the_session_goes_on(target: str) -> None:
    env = PapilioEnv("Mixed-v0", target=target, render_mode="rgb_array")
    env.reset()
    with pytest.raises(papilio_gym.NotPossible, match="^renderer: RuntimeError: no light "):
        env.render()
    env.step({"inner": (np.zeros(2), 1)})
    env.close()
