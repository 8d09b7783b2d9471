"""Gymnasium's wrappers of vectors, around vectors of a server and around Gymnasium's own."""

from collections.abc import Callable
from functools import partial
from typing import Any

import gymnasium
import numpy as np
import pytest
from gymnasium.vector import AutoresetMode, SyncVectorEnv, VectorWrapper
from gymnasium.wrappers import vector as wrappers
from papilio_gym import PapilioVectorEnv

from agreement import assert_vectors_agree
from conftest import Place

Wrap = Callable[[Any], Any]

SIZE = 3
LIMIT = 30  # Some of Hopper's episodes are shorter.


def halved(values: Any) -> Any:
    return values / 2


WRAPPERS: dict[str, Wrap] = {
    "ClipAction": wrappers.ClipAction,
    "ClipReward": partial(wrappers.ClipReward, min_reward=-0.5, max_reward=1.0),
    "DictInfoToList": wrappers.DictInfoToList,
    "DtypeObservation": partial(wrappers.DtypeObservation, dtype=np.float16),
    "FlattenObservation": wrappers.FlattenObservation,
    "NormalizeObservation": wrappers.NormalizeObservation,
    "NormalizeReward": wrappers.NormalizeReward,
    "RecordEpisodeStatistics": lambda envs: WithoutTime(wrappers.RecordEpisodeStatistics(envs)),
    "RescaleAction": partial(wrappers.RescaleAction, min_action=-3.0, max_action=3.0),
    "TransformAction": partial(wrappers.TransformAction, func=halved),
    "TransformObservation": partial(wrappers.TransformObservation, func=halved),
    "TransformReward": partial(wrappers.TransformReward, func=halved),
}

# The modes that Gymnasium's wrappers reject.
OBSERVATIONS = ("DtypeObservation", "FlattenObservation", "TransformObservation")
UNFIT: dict[AutoresetMode, tuple[str, ...]] = {
    AutoresetMode.NEXT_STEP: (),
    AutoresetMode.SAME_STEP: (*OBSERVATIONS, "NormalizeObservation"),
    AutoresetMode.DISABLED: ("NormalizeObservation",),
}
pytestmark = [pytest.mark.nightly, pytest.mark.filterwarnings("ignore:.*precision lowered")]


@pytest.mark.parametrize("mode", AutoresetMode)
@pytest.mark.parametrize("name", WRAPPERS)
def test_a_wrapper_of_vectors_agrees(place: Place, name: str, mode: AutoresetMode) -> None:
    bare = both(place, mode)
    if name in UNFIT[mode]:
        for envs in bare:
            with pytest.raises(AssertionError):
                WRAPPERS[name](envs)
        bare[0].close()
        return
    ours, theirs = map(WRAPPERS[name], bare)
    assert ours.observation_space == theirs.observation_space
    assert ours.action_space == theirs.action_space
    assert assert_vectors_agree(ours, theirs, steps=70, seed=3) >= 2 * SIZE
    ours.close()


def test_wrappers_on_wrappers_agree(place: Place) -> None:
    def wrapped(envs: Any) -> Any:
        envs = wrappers.NormalizeObservation(envs)
        envs = wrappers.TransformReward(envs, halved)
        return wrappers.RecordEpisodeStatistics(envs)

    ours, theirs = map(wrapped, both(place, AutoresetMode.NEXT_STEP))
    assert_vectors_agree(WithoutTime(ours), WithoutTime(theirs), steps=70, seed=4)
    assert list(ours.return_queue) == list(theirs.return_queue)
    assert list(ours.length_queue) == list(theirs.length_queue)
    assert len(ours.return_queue) >= 2 * SIZE
    ours.close()


class WithoutTime(VectorWrapper):
    """Removes the wall time from the info of RecordEpisodeStatistics."""

    def step(self, actions: Any) -> Any:
        answer = self.env.step(actions)
        answer[4].get("episode", {}).pop("t", None)
        return answer


class LeavingOptions(VectorWrapper):
    """Leaves the mask in the caller's options, where RecordEpisodeStatistics looks for it.

    SyncVectorEnv removes it, which would reset the statistics of all environments.
    """

    def reset(self, *, seed: Any = None, options: dict[str, Any] | None = None) -> Any:
        return self.env.reset(seed=seed, options=dict(options) if options else None)


def both(place: Place, mode: AutoresetMode) -> tuple[Any, Any]:
    ours = PapilioVectorEnv(
        place.id, SIZE, target=place.target, autoreset_mode=mode, max_episode_steps=LIMIT
    )
    make = partial(gymnasium.make, place.id, max_episode_steps=LIMIT)
    return ours, LeavingOptions(SyncVectorEnv([make] * SIZE, autoreset_mode=mode))
