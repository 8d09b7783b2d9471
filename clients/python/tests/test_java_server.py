"""Papilio's server against Gymnasium's own environments, made side by side."""

import re
import warnings
from functools import partial
from pathlib import Path
from typing import Any

import gymnasium
import numpy as np
import papilio_gym
import pytest
from gymnasium import wrappers
from gymnasium.utils.env_checker import check_env
from gymnasium.vector import AutoresetMode, SyncVectorEnv
from gymnasium.wrappers import vector as vector_wrappers
from papilio_gym.connection import Connection, Server
from papilio_gym.registration import KNOWN, MUJOCO, Registered

from agreement import assert_same, assert_single_agree, assert_vectors_agree

WITH_A_BOUND_TO_CHANGE = [
    f"{name}-v5"
    for name in (
        "Ant HalfCheetah Hopper Humanoid InvertedDoublePendulum InvertedPendulum Reacher Swimmer"
        " Walker2d"
    ).split()
]
EACH = pytest.mark.parametrize("id_", MUJOCO)
pytestmark = pytest.mark.filterwarnings("ignore:.*is out of date")


@EACH
def test_the_environment_checker_says_what_it_says_of_gymnasiums(java_server: str, id_: str) -> None:
    ours = checked(gymnasium.make(f"papilio/{id_}", target=java_server))
    # One of its modes needs a display.
    theirs = checked(gymnasium.make(id_), skip_render_check=True)
    assert ours == theirs
    # The observations of both are unbounded, some actions are not within [-1, 1], and that is all
    # there is to say.
    assert all("infinity" in message or "symmetric" in message for message in ours)


@EACH
def test_single_environments_agree_for_5000_steps(java_server: str, id_: str) -> None:
    ours, theirs = gymnasium.make(f"papilio/{id_}", target=java_server), gymnasium.make(id_)
    assert_same_outside(ours, theirs)
    assert_single_agree(ours, theirs, steps=5000, seed=7)
    ours.close()


@EACH
@pytest.mark.parametrize("mode", AutoresetMode)
def test_ten_environments_agree_for_500_steps_each(
    java_server: str, id_: str, mode: AutoresetMode
) -> None:
    # Ten environments for a tenth of the messages, and short episodes for many resets.
    kwargs = {"max_episode_steps": 40}
    assert ended_in_agreement(java_server, id_, mode, size=10, steps=500, **kwargs) >= 120


@pytest.mark.parametrize("mode", AutoresetMode)
def test_a_vector_agrees_for_5000_steps(java_server: str, mode: AutoresetMode) -> None:
    # Ended by its own limit alone.
    assert ended_in_agreement(java_server, "Swimmer-v5", mode, size=2, steps=5000) >= 8


@pytest.mark.long
@EACH
@pytest.mark.parametrize("mode", AutoresetMode)
def test_every_vector_agrees_for_5000_steps(
    java_server: str, id_: str, mode: AutoresetMode
) -> None:
    assert ended_in_agreement(java_server, id_, mode, size=2, steps=5000) >= 8


def ended_in_agreement(
    java_server: str, id_: str, mode: AutoresetMode, size: int, steps: int, **kwargs: Any
) -> int:
    """How many episodes ended in vectors, made side by side, that answered the same."""
    ours = gymnasium.make_vec(
        f"papilio/{id_}", size, autoreset_mode=mode, target=java_server, **kwargs
    )
    theirs = SyncVectorEnv([partial(gymnasium.make, id_, **kwargs)] * size, autoreset_mode=mode)
    assert ours.observation_space == theirs.observation_space
    assert ours.action_space == theirs.action_space
    assert ours.metadata["autoreset_mode"] is mode
    ended = assert_vectors_agree(ours, theirs, steps=steps, seed=11)
    ours.close()
    return ended


@pytest.mark.parametrize("id_", WITH_A_BOUND_TO_CHANGE)
def test_models_of_a_clients_own_agree(java_server: str, id_: str, tmp_path: Path) -> None:
    theirs: Any = gymnasium.make(id_).unwrapped
    own = re.sub('ctrlrange="[^"]*"', 'ctrlrange="-0.7 0.3"', Path(theirs.fullpath).read_text())
    file = tmp_path / "own.xml"
    file.write_text(own)
    ours = gymnasium.make(f"papilio/{id_}", target=java_server, xml_file=own)
    theirs = gymnasium.make(id_, xml_file=str(file))
    assert ours.action_space.high[0] == np.float32(0.3)  # type: ignore[attr-defined]
    assert_same_outside(ours, theirs)
    assert_single_agree(ours, theirs, steps=200, seed=5)
    ours.close()


def test_time_limits_agree_single_and_vector(java_server: str) -> None:
    make: dict[str, Any] = {"max_episode_steps": 9}
    ours = gymnasium.make("papilio/Hopper-v5", target=java_server, **make)
    theirs = gymnasium.make("Hopper-v5", **make)
    assert_same_outside(ours, theirs)
    assert_single_agree(ours, theirs, steps=60, seed=1)
    vector = gymnasium.make_vec("papilio/Hopper-v5", 2, target=java_server, **make)
    sync = SyncVectorEnv([lambda: gymnasium.make("Hopper-v5", **make)] * 2)
    assert vector.spec and vector.spec.kwargs["max_episode_steps"] == 9
    assert assert_vectors_agree(vector, sync, steps=60, seed=1) >= 12


def test_without_a_limit_an_episode_goes_on(java_server: str) -> None:
    kwargs: dict[str, Any] = {"max_episode_steps": -1, "terminate_when_unhealthy": False}
    env = gymnasium.make("papilio/Hopper-v5", target=java_server, **kwargs)
    env.reset(seed=0)
    ended = [env.step(np.zeros(3, np.float32))[2:4] for _ in range(1002)]
    assert ended == [(False, False)] * 1002


def test_keywords_seeds_and_precision_agree(java_server: str) -> None:
    kwargs: dict[str, Any] = {"healthy_z_range": (0.5, 2.0), "ctrl_cost_weight": 0.1}
    ours = gymnasium.make("papilio/Walker2d-v5", target=java_server, **kwargs)
    theirs = gymnasium.make("Walker2d-v5", **kwargs)
    for seed in (0, 2**32, 2**200 + 1):
        assert_same(ours.reset(seed=seed), theirs.reset(seed=seed), f"seed {seed}")
    for dtype in (np.float32, np.float64):
        action = np.linspace(-2, 2, 6).astype(dtype)  # Beyond the bounds, which is allowed.
        assert_same(ours.step(action), theirs.step(action), str(dtype))


def test_lists_of_seeds_agree(java_server: str) -> None:
    ours = gymnasium.make_vec("papilio/Hopper-v5", 3, target=java_server)
    theirs = gymnasium.make_vec("Hopper-v5", 3, vectorization_mode="sync")
    seeds: Any = [5, 2**70, 5]
    assert_same(ours.reset(seed=seeds), theirs.reset(seed=seeds), "reset")
    assert_same(ours.reset(), theirs.reset(), "second reset")
    seeds[1] = None
    assert_same(ours.reset(seed=seeds), theirs.reset(seed=seeds), "third reset")


def test_wrappers_of_single_environments_agree(java_server: str) -> None:
    def wrapped(env: Any) -> Any:
        env = wrappers.RecordEpisodeStatistics(env)
        env = wrappers.NormalizeObservation(env)
        env = wrappers.TransformReward(env, scaled)
        return WithoutTime(wrappers.FrameStackObservation(env, 3))

    ours = wrapped(gymnasium.make("papilio/Hopper-v5", target=java_server))
    assert_single_agree(ours, wrapped(gymnasium.make("Hopper-v5")), steps=300, seed=3)


def test_wrappers_of_vectors_agree(java_server: str) -> None:
    def wrapped(envs: Any) -> Any:
        envs = vector_wrappers.NormalizeObservation(envs)
        envs = vector_wrappers.TransformReward(envs, scaled)
        return vector_wrappers.RecordEpisodeStatistics(envs)

    ours = wrapped(gymnasium.make_vec("papilio/Hopper-v5", 4, target=java_server))
    theirs = wrapped(gymnasium.make_vec("Hopper-v5", 4, vectorization_mode="sync"))
    ours.reset(seed=3)
    theirs.reset(seed=3)
    theirs.action_space.seed(3)
    for t in range(200):
        actions = theirs.action_space.sample()
        mine, yours = ours.step(actions), theirs.step(actions)
        assert_same(mine[:4], yours[:4], f"step {t}")
    assert list(ours.return_queue) == list(theirs.return_queue)
    assert len(ours.return_queue) > 10


def test_what_is_registered_on_import_is_what_the_server_has(java_server: str) -> None:
    connection = Connection(Server(java_server))
    served = {
        Registered(
            spec.id,
            spec.max_episode_steps if spec.HasField("max_episode_steps") else None,
            spec.reward_threshold if spec.HasField("reward_threshold") else None,
        )
        for spec in connection.environments()
    }
    connection.close()
    assert served == set(KNOWN), "registration.py: KNOWN (expected: what the server lists)"


def scaled(reward: Any) -> Any:
    return 0.1 * reward


def checked(env: gymnasium.Env[Any, Any], **kwargs: Any) -> list[str]:
    """The checker's warnings, and no warnings of compilers and collectors."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        check_env(env.unwrapped, **kwargs)
    env.close()
    return [str(w.message) for w in caught if issubclass(w.category, UserWarning)]


def assert_same_outside(ours: gymnasium.Env[Any, Any], theirs: gymnasium.Env[Any, Any]) -> None:
    assert ours.spec and theirs.spec
    assert ours.observation_space == theirs.observation_space
    assert ours.action_space == theirs.action_space
    assert ours.spec.max_episode_steps == theirs.spec.max_episode_steps
    assert ours.spec.reward_threshold == theirs.spec.reward_threshold
    assert ours.metadata["render_fps"] == theirs.metadata["render_fps"]
    # One time limit, in the same place.
    assert str(ours).count("TimeLimit") == str(theirs).count("TimeLimit") == 1


class WithoutTime(gymnasium.Wrapper[Any, Any, Any, Any]):
    """Leaves the seconds out of RecordEpisodeStatistics' info."""

    def step(self, action: Any) -> tuple[Any, Any, bool, bool, dict[str, Any]]:
        *result, info = self.env.step(action)
        info.get("episode", {}).pop("t", None)
        return (*result, info)


assert papilio_gym  # Its import registers the ids.
