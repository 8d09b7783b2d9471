"""Gymnasium's wrappers around the environments of a server."""

from typing import Any

import gymnasium
import numpy as np
import papilio_gym
import pytest
from papilio_gym import PapilioEnv, PapilioVectorEnv

from agreement import assert_same
from conftest import Place


def test_wrappers_at_the_server_are_gymnasiums(place: Place) -> None:
    asked: Any = [("RescaleAction", {"min_action": -2, "max_action": 2}), "ClipAction"]
    ours = PapilioEnv(place.id, target=place.target, server_wrappers=asked)
    bounds: Any = (-2, 2)
    rescaled: Any = gymnasium.wrappers.RescaleAction(gymnasium.make(place.id), *bounds)
    theirs: Any = gymnasium.wrappers.ClipAction(rescaled)
    assert ours.action_space == theirs.action_space
    assert_same(ours.reset(seed=2), theirs.reset(seed=2), "reset")
    action = np.full(place.actions, 2.7, np.float32)
    assert_same(ours.step(action)[:2], theirs.step(action)[:2], "step")
    ours.close()
    with PapilioEnv(
        place.id, target=place.target, max_episode_steps=2, server_wrappers=["RecordEpisodeStatistics"]
    ) as counted:
        counted.reset(seed=2)
        steps = [counted.step(np.zeros(place.actions)) for _ in range(2)]
        episode = steps[1][4]["episode"]
        assert (episode["r"], episode["l"]) == (steps[0][1] + steps[1][1], 2)
    for wrong in ("NoSuchWrapper", ("ClipAction", {"colour": 1})):
        with pytest.raises(papilio_gym.InvalidArgument, match="rapper"):
            PapilioEnv(place.id, target=place.target, server_wrappers=[wrong])


@pytest.mark.parametrize(
    ("name", "option"),
    [
        ("FrameStackObservation", "stack_size"),
        ("FrameStack", "stack_size"),
        ("DelayObservation", "delay"),
        ("RepeatAction", "num_repeats"),
    ],
)
def test_a_wrapper_that_would_fill_the_memory_or_never_answer_is_refused(
    python_server: str, name: str, option: str
) -> None:
    wrappers = [(name, {option: 1e9})]
    said = rf"^{option}: 1000000000 \(expected: 1 to \d+\)$"
    with pytest.raises(papilio_gym.InvalidArgument, match=said):
        PapilioEnv("Pendulum-v1", target=python_server, server_wrappers=wrappers)


@pytest.mark.parametrize(("num_envs", "most"), [(1, 2**28 // 12), (4, 2**26 // 12)])
def test_a_stack_is_bounded_for_all_environments_together(
    python_server: str, num_envs: int, most: int
) -> None:
    wrappers = [("FrameStackObservation", {"stack_size": most + 1})]
    with pytest.raises(papilio_gym.InvalidArgument, match=rf"\(expected: 1 to {most}\)$"):
        PapilioVectorEnv("Pendulum-v1", num_envs, target=python_server, server_wrappers=wrappers)
