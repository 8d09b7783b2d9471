"""Comparisons of two environments: everything that they return must be equal, to the last bit."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import gymnasium
import numpy as np
from gymnasium.utils.env_checker import check_env
from gymnasium.vector import AutoresetMode, VectorEnv
from gymnasium.wrappers.vector import RecordVideo


def assert_same(ours: Any, theirs: Any, where: str) -> None:
    """Equal values of equal types.

    A NumPy scalar may stand for a Python number of its kind, since both are columns in a message.
    """
    if isinstance(theirs, dict):
        assert isinstance(ours, dict), where
        assert sorted(ours) == sorted(theirs), where
        for key, value in theirs.items():
            assert_same(ours[key], value, f"{where}.{key}")
    elif isinstance(theirs, (tuple, list)):
        assert type(ours) is type(theirs) and len(ours) == len(theirs), where
        for i, value in enumerate(theirs):
            assert_same(ours[i], value, f"{where}[{i}]")
    elif isinstance(theirs, np.ndarray) and theirs.dtype == object:
        assert ours.dtype == object and ours.shape == theirs.shape, where
        for i in range(len(theirs)):
            assert_same(ours[i], theirs[i], f"{where}[{i}]")
    elif isinstance(theirs, np.ndarray):
        assert isinstance(ours, np.ndarray), f"{where}: {type(ours)}"
        assert ours.dtype == theirs.dtype and ours.shape == theirs.shape, f"{where}: {ours.dtype}"
        # Bytes: NaN equals NaN, and -0.0 is not 0.0.
        assert ours.tobytes() == theirs.tobytes(), f"{where}: {ours} for {theirs}"
    else:
        numeric = isinstance(theirs, (int, float)) and isinstance(ours, np.generic)
        same_kind = numeric and ours.dtype.kind == np.asarray(theirs).dtype.kind
        assert type(ours) is type(theirs) or same_kind, f"{where}: {type(ours)} for {type(theirs)}"
        assert ours == theirs, f"{where}: {ours} for {theirs}"


def assert_single_agree(
    ours: gymnasium.Env[Any, Any], theirs: gymnasium.Env[Any, Any], steps: int, seed: int
) -> None:
    """Steps both with the same seed and actions; later episodes continue the random generator."""
    theirs.action_space.seed(seed)
    assert_same(ours.reset(seed=seed), theirs.reset(seed=seed), "reset")
    for t in range(steps):
        action = theirs.action_space.sample()
        observation, reward, *rest = theirs.step(action)
        # Rewards are float64 in a message, also those of environments that return int.
        assert_same(ours.step(action), (observation, float(reward), *rest), f"step {t}")
        if rest[0] or rest[1]:
            assert_same(ours.reset(), theirs.reset(), f"reset after step {t}")


def assert_vectors_agree(
    ours: VectorEnv[Any, Any, Any], theirs: VectorEnv[Any, Any, Any], steps: int, seed: int
) -> int:
    """The same for vectors, with resets by mask in DISABLED. Returns how many episodes ended."""
    disabled = theirs.metadata["autoreset_mode"] is AutoresetMode.DISABLED
    theirs.action_space.seed(seed)
    assert_same(ours.reset(seed=seed), theirs.reset(seed=seed), "reset")
    ended_episodes = 0
    for t in range(steps):
        actions = theirs.action_space.sample()
        result = theirs.step(actions)
        assert_same(ours.step(actions), result, f"step {t}")
        ended = np.logical_or(result[2], result[3])
        ended_episodes += int(ended.sum())
        if disabled and ended.any():
            # SyncVectorEnv removes the mask from its argument.
            mine = ours.reset(options={"reset_mask": ended})
            assert_same(mine, theirs.reset(options={"reset_mask": ended}), f"reset after {t}")
    return ended_episodes


def assert_videos_agree(
    ours: VectorEnv[Any, Any, Any], theirs: VectorEnv[Any, Any, Any], folder: Path
) -> None:
    """Gymnasium's RecordVideo records the same frames of both, across ends of episodes."""
    recording: list[Any] = [
        RecordVideo(envs, str(folder / name), video_length=99, episode_trigger=lambda n: n == 0)
        for name, envs in (("ours", ours), ("theirs", theirs))
    ]
    mine, yours = recording
    assert assert_vectors_agree(mine, yours, steps=10, seed=2) > 0
    assert len(mine.recorded_frames) > 10
    assert_same(mine.recorded_frames, yours.recorded_frames, "frames")
    for envs in recording:
        envs.close()
    (video,) = folder.glob("ours/*.mp4")
    assert video.stat().st_size > 1000


def checked(env: gymnasium.Env[Any, Any], **kwargs: Any) -> list[str]:
    """The warnings of Gymnasium's environment checker, and not those of other libraries."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        check_env(env.unwrapped, **kwargs)
    env.close()
    return [str(w.message) for w in caught if issubclass(w.category, UserWarning)]


def assert_same_outside(ours: gymnasium.Env[Any, Any], theirs: gymnasium.Env[Any, Any]) -> None:
    """Equal spaces, specs and metadata, and one TimeLimit."""
    assert ours.spec and theirs.spec
    assert ours.observation_space == theirs.observation_space
    assert ours.action_space == theirs.action_space
    assert ours.spec.max_episode_steps == theirs.spec.max_episode_steps
    assert ours.spec.reward_threshold == theirs.spec.reward_threshold
    assert ours.metadata["render_fps"] == theirs.metadata["render_fps"]
    assert str(ours).count("TimeLimit") == str(theirs).count("TimeLimit") == 1


class WithoutTime(gymnasium.Wrapper[Any, Any, Any, Any]):
    """Removes the wall time from the info of RecordEpisodeStatistics."""

    def step(self, action: Any) -> tuple[Any, Any, bool, bool, dict[str, Any]]:
        *result, info = self.env.step(action)
        info.get("episode", {}).pop("t", None)
        return (*result, info)
