"""Gymnasium's wrappers around the environments of a server."""

from typing import Any

import gymnasium
import numpy as np
import papilio_gym
import pytest
from papilio_gym import PapilioEnv

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
