"""Vectors whose environments have different keywords, the same at both servers."""

from typing import Any

import gymnasium
import numpy as np
import papilio_gym
import pytest
from papilio_gym import PapilioEnv, PapilioVectorEnv

from agreement import assert_same
from conftest import Place


def differing(place: Place) -> list[dict[str, Any]]:
    """Keywords that change what the environments of a place do."""
    name, one, two = ("g", 9.0, 2.0) if place.actions == 1 else ("ctrl_cost_weight", 0.5, 2.0)
    return [{name: one}, {}, {name: two, "max_episode_steps": 2}]


def test_each_environment_is_as_if_alone(place: Place) -> None:
    overrides = differing(place)
    kwargs: dict[str, Any] = {"target": place.target, "max_episode_steps": 5}
    envs = PapilioVectorEnv(place.id, 3, overrides=overrides, **kwargs)
    alone = [PapilioEnv(place.id, **{**kwargs, **own}) for own in overrides]
    envs.reset(seed=[4, 4, 4])
    for env in alone:
        env.reset(seed=4)
    for t in range(2):
        actions = np.full((3, place.actions), 0.3 + t)
        observations, reward, terminated, truncated, _ = envs.step(actions)
        for i, env in enumerate(alone):
            expected = env.step(actions[i])
            assert_same(observations[i], expected[0], f"observation {i}")
            assert (reward[i], terminated[i], truncated[i]) == expected[1:4]
    assert len(set(reward)) == 3
    assert list(truncated) == [False, False, True]
    envs.close()
    for env in alone:
        env.close()


def test_environments_with_different_keywords_do_not_take_each_others_place(place: Place) -> None:
    envs = PapilioVectorEnv(place.id, 3, target=place.target, overrides=differing(place))
    envs.reset(seed=1)
    kept = envs.snapshot()
    with pytest.raises(papilio_gym.NotPossible, match=r"snapshot: .*\(expected: "):
        envs.fork([0, 0, 2])
    with pytest.raises(papilio_gym.NotPossible, match=r"snapshot: .*\(expected: "):
        envs.restore([kept[1], None, None])
    envs.restore(kept)
    envs.fork([0, 1, 2])
    envs.close()


def test_overrides_that_do_not_fit_are_refused(place: Place) -> None:
    refused: list[list[dict[str, Any]]] = [[{}], [{}, {"no_such_keyword": 1}]]
    for overrides in refused:
        with pytest.raises(papilio_gym.InvalidArgument, match=r"\(expected: "):
            PapilioVectorEnv(place.id, 2, target=place.target, overrides=overrides)


def test_other_spaces_than_the_first_ones_are_refused(java_server: str, python_server: str) -> None:
    hidden = {"exclude_current_positions_from_observation": False}
    with pytest.raises(papilio_gym.InvalidArgument, match="environment 1: observation space: "):
        gymnasium.make_vec("papilio/Hopper-v5", 2, target=java_server, overrides=[{}, hidden])
    larger = {"map_name": "8x8"}
    with pytest.raises(papilio_gym.InvalidArgument, match=r"options: .*\(expected: "):
        PapilioVectorEnv("FrozenLake-v1", 2, target=python_server, overrides=[{}, larger])
