"""Papilio's server beside Gymnasium's own environments: everything is equal, to the last bit."""

from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import gymnasium
import numpy as np
import papilio_gym
import pytest
from gymnasium import wrappers
from gymnasium.vector import AutoresetMode, SyncVectorEnv
from papilio_gym import PapilioEnv, PapilioVectorEnv
from papilio_gym.connection import Connection, Server
from papilio_gym.registration import KNOWN, Registered
from papilio_gym.vector import Seeds

from agreement import (
    WithoutTime,
    assert_same,
    assert_same_outside,
    assert_single_agree,
    assert_vectors_agree,
    checked,
)


def test_a_single_environment_agrees(java_server: str) -> None:
    ours = gymnasium.make("papilio/Hopper-v5", target=java_server)
    theirs = gymnasium.make("Hopper-v5")
    assert_same_outside(ours, theirs)
    assert_single_agree(ours, theirs, steps=500, seed=7)
    ours.close()


@pytest.mark.parametrize("mode", AutoresetMode)
def test_a_vector_agrees(java_server: str, mode: AutoresetMode) -> None:
    limit: dict[str, Any] = {"max_episode_steps": 20}
    ours = gymnasium.make_vec(
        "papilio/Hopper-v5", 3, autoreset_mode=mode, target=java_server, **limit
    )
    theirs = SyncVectorEnv([partial(gymnasium.make, "Hopper-v5", **limit)] * 3, autoreset_mode=mode)
    assert ours.spec and ours.spec.kwargs["max_episode_steps"] == 20
    assert ours.observation_space == theirs.observation_space
    assert ours.action_space == theirs.action_space
    assert ours.metadata["autoreset_mode"] is mode
    assert assert_vectors_agree(ours, theirs, steps=100, seed=11) >= 12
    ours.close()


def test_time_limits_agree(java_server: str) -> None:
    ours = gymnasium.make("papilio/Hopper-v5", target=java_server, max_episode_steps=9)
    theirs = gymnasium.make("Hopper-v5", max_episode_steps=9)
    assert_same_outside(ours, theirs)
    assert_single_agree(ours, theirs, steps=60, seed=1)
    ours.close()


def test_without_a_limit_an_episode_continues(java_server: str) -> None:
    kwargs: dict[str, Any] = {"max_episode_steps": -1, "terminate_when_unhealthy": False}
    env = gymnasium.make("papilio/Hopper-v5", target=java_server, **kwargs)
    env.reset(seed=0)
    ended = [env.step(np.zeros(3, np.float32))[2:4] for _ in range(1002)]
    assert ended == [(False, False)] * 1002
    env.close()


def test_keyword_arguments_seeds_and_precision_agree(java_server: str) -> None:
    kwargs: dict[str, Any] = {"healthy_z_range": (0.5, 2.0), "ctrl_cost_weight": 0.1}
    ours = gymnasium.make("papilio/Walker2d-v5", target=java_server, **kwargs)
    theirs = gymnasium.make("Walker2d-v5", **kwargs)
    for seed in (0, 2**32, 2**200 + 1):
        assert_same(ours.reset(seed=seed), theirs.reset(seed=seed), f"seed {seed}")
    for dtype in (np.float32, np.float64):
        action = np.linspace(-2, 2, 6).astype(dtype)  # Outside the bounds, as Gymnasium allows.
        assert_same(ours.step(action), theirs.step(action), str(dtype))
    ours.close()


def test_the_mark_before_a_model_is_skipped_and_a_wrong_model_quoted(java_server: str) -> None:
    theirs: Any = gymnasium.make("InvertedPendulum-v5").unwrapped
    marked = "\ufeff" + Path(theirs.fullpath).read_text("utf-8")
    ours = PapilioEnv("InvertedPendulum-v5", target=java_server, xml_file=marked)
    assert ours.observation_space == theirs.observation_space
    ours.close()
    with pytest.raises(papilio_gym.InvalidArgument) as caught:
        PapilioEnv("InvertedPendulum-v5", target=java_server, xml_file="mujoco " * 1000)
    assert "... (7000 characters)" in str(caught.value) and len(str(caught.value)) < 1000


def test_lists_of_seeds_agree(java_server: str) -> None:
    ours = gymnasium.make_vec("papilio/Hopper-v5", 3, target=java_server)
    theirs = gymnasium.make_vec("Hopper-v5", 3, vectorization_mode="sync")
    seeds: Any = [5, 2**70, 5]
    assert_same(ours.reset(seed=seeds), theirs.reset(seed=seeds), "reset")
    assert_same(ours.reset(), theirs.reset(), "second reset")
    seeds[1] = None
    assert_same(ours.reset(seed=seeds), theirs.reset(seed=seeds), "third reset")
    ours.close()


def test_numpys_integers_and_other_sequences_are_seeds(java_server: str) -> None:
    single = PapilioEnv("Hopper-v5", target=java_server, info_names={"none"})
    expected = single.reset(seed=3)[0]
    for one in (np.int64(3), np.uint8(3), np.arange(4)[3]):
        options = MappingProxyType[str, object]({})
        assert_same(single.reset(seed=one, options=options)[0], expected, repr(one))
    envs = PapilioVectorEnv(
        "Hopper-v5", np.int64(2), target=java_server, overrides=({}, {}),
        channel_options={"grpc.enable_retries": 0}.items(),
    )  # fmt: skip
    begun = envs.reset(seed=[4, 5])[0]
    pairs: list[Seeds] = [(np.int64(4), 5), [np.uint64(4), np.int8(5)]]
    seeds = [*pairs, np.arange(4, 6), np.int32(4)]
    for several in seeds:
        assert_same(envs.reset(seed=several)[0], begun, repr(several))
    single.close()
    envs.close()


def test_a_linear_system_steps_alone_as_in_a_vector(java_server: str) -> None:
    envs = PapilioVectorEnv("LqrCliff-v0", 3, target=java_server, max_episode_steps=5)
    alone = [PapilioEnv("LqrCliff-v0", target=java_server, max_episode_steps=5) for _ in range(3)]
    begun = [env.reset(seed=6 + i) for i, env in enumerate(alone)]
    assert_same(envs.reset(seed=6)[0], np.stack([one[0] for one in begun]), "reset")
    for t in range(5):
        actions = np.full((3, 1), 0.1 * t)
        observations, rewards, _, truncated, _ = envs.step(actions)
        for i, env in enumerate(alone):
            expected = env.step(actions[i])
            assert_same(observations[i], expected[0], f"step {t}")
            assert (rewards[i], truncated[i]) == (expected[1], expected[3])
    assert truncated.all()
    envs.close()
    for env in alone:
        env.close()


def test_wrappers_on_the_server_are_gymnasiums(java_server: str) -> None:
    asked: Any = [("RescaleAction", {"min_action": -2, "max_action": 2}), "ClipAction"]
    ours = PapilioEnv("Hopper-v5", target=java_server, server_wrappers=asked)
    bounds: Any = (-2, 2)
    rescaled: Any = wrappers.RescaleAction(gymnasium.make("Hopper-v5"), *bounds)
    theirs: Any = wrappers.ClipAction(rescaled)
    assert ours.action_space == theirs.action_space
    assert_same(ours.reset(seed=2), theirs.reset(seed=2), "reset")
    action = np.full(3, 2.7, np.float32)
    assert_same(ours.step(action)[:2], theirs.step(action)[:2], "step")
    ours.close()
    statistics = ["RecordEpisodeStatistics"]
    with PapilioEnv(
        "Hopper-v5", target=java_server, max_episode_steps=2, server_wrappers=statistics
    ) as counted:
        counted.reset(seed=2)
        steps = [counted.step(np.zeros(3)) for _ in range(2)]
        episode = steps[1][4]["episode"]
        assert (episode["r"], episode["l"]) == (steps[0][1] + steps[1][1], 2)
    for wrong in ("NoSuchWrapper", ("ClipAction", {"color": 1})):
        with pytest.raises(papilio_gym.InvalidArgument):
            PapilioEnv("Hopper-v5", target=java_server, server_wrappers=[wrong])


def test_gymnasiums_wrappers_in_the_client_agree(java_server: str) -> None:
    def wrapped(env: Any) -> Any:
        env = wrappers.NormalizeObservation(wrappers.RecordEpisodeStatistics(env))
        return WithoutTime(wrappers.FrameStackObservation(env, 3))

    ours = wrapped(gymnasium.make("papilio/Hopper-v5", target=java_server))
    assert_single_agree(ours, wrapped(gymnasium.make("Hopper-v5")), steps=100, seed=3)
    ours.close()


def test_only_the_selected_infos_are_sent(java_server: str) -> None:
    env = PapilioEnv("Hopper-v5", target=java_server, info_names=["x_velocity", "no_such"])
    assert env.reset(seed=0)[1] == {}
    assert list(env.step(np.zeros(3))[4]) == ["x_velocity"]
    env.close()


def test_the_environment_checker_warns_as_of_gymnasiums(java_server: str) -> None:
    ours = checked(gymnasium.make("papilio/Hopper-v5", target=java_server))
    assert ours == checked(gymnasium.make("Hopper-v5"), skip_render_check=True)


def test_the_registered_ids_are_those_of_the_server(java_server: str) -> None:
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
