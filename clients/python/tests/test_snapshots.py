"""Snapshots, restores and forks, the same with both servers."""

from typing import Any

import numpy as np
import papilio_gym
import pytest
from gymnasium.vector import AutoresetMode
from papilio_gym import PapilioEnv, PapilioVectorEnv, Reason, serve

import everything
from agreement import assert_same
from conftest import Place


def test_a_restored_environment_continues_bit_for_bit(place: Place) -> None:
    env = PapilioEnv(place.id, target=place.target, max_episode_steps=9)
    other = PapilioEnv(place.id, target=place.target, max_episode_steps=9)
    env.reset(seed=3)
    newest = env.step(np.full(place.actions, 0.3))
    snapshot = env.snapshot()
    future = [env.step(np.full(place.actions, 0.1 * t)) for t in range(8)]
    assert future[-1][3] is True
    begun = env.reset()
    for again in (env, other):
        assert_same(again.restore(snapshot), newest, "restore")
        for t, expected in enumerate(future):
            assert_same(again.step(np.full(place.actions, 0.1 * t)), expected, f"step {t}")
        assert_same(again.reset(), begun, "reset")  # By the restored random generator.
        again.close()


@pytest.mark.parametrize("mode", AutoresetMode)
def test_some_environments_of_a_vector_are_restored(place: Place, mode: AutoresetMode) -> None:
    kwargs: dict[str, Any] = {"target": place.target, "autoreset_mode": mode}
    envs = PapilioVectorEnv(place.id, 3, max_episode_steps=5, **kwargs)
    envs.reset(seed=1)
    actions = np.full((3, place.actions), 0.2)
    first = envs.step(actions)
    snapshots = envs.snapshot()
    second = envs.step(actions)
    answer = envs.restore(one for one in [snapshots[0], None, snapshots[2]])
    for i, expected in enumerate([first, second, first]):
        for mine, theirs in zip(answer[:4], expected[:4], strict=True):
            assert_same(mine[i], theirs[i], f"environment {i}")
    third = envs.step(actions)
    assert_same(third[0][0], second[0][0], "step")
    assert (third[0][1] != second[0][1]).any()
    envs.close()


@pytest.mark.parametrize("mode", AutoresetMode)
def test_a_fork_continues_as_its_source(place: Place, mode: AutoresetMode) -> None:
    kwargs: dict[str, Any] = {"target": place.target, "autoreset_mode": mode}
    envs = PapilioVectorEnv(place.id, 3, max_episode_steps=4, **kwargs)
    envs.reset(seed=1)
    envs.step(np.full((3, place.actions), 0.2))
    before = envs.step(np.full((3, place.actions), 0.2))[0]
    answer = envs.fork(np.array([0, 0, 2]))
    assert_same(answer[0], before[[0, 0, 2]], "fork")
    for t in range(6):
        observations, *_, truncated, _ = envs.step(np.full((3, place.actions), 0.1))
        assert_same(observations[1], observations[0], f"step {t}")
        assert (observations[2] != observations[0]).any()
        if mode is AutoresetMode.DISABLED and truncated.any():
            envs.reset(options={"reset_mask": truncated})
    envs.close()


def test_the_end_of_an_episode_is_in_a_snapshot(place: Place) -> None:
    kwargs: dict[str, Any] = {"target": place.target, "max_episode_steps": 2}
    env = PapilioEnv(place.id, **kwargs)
    env.reset(seed=0)
    env.step(np.zeros(place.actions))
    last = env.step(np.zeros(place.actions))
    snapshot = env.snapshot()
    env.reset()
    assert_same(env.restore(snapshot), last, "restore")
    with pytest.raises(papilio_gym.ResetNeeded):
        env.step(np.zeros(place.actions))
    following = env.reset()[0]
    env.close()

    next_step = PapilioVectorEnv(place.id, 1, autoreset_mode=AutoresetMode.NEXT_STEP, **kwargs)
    next_step.restore([snapshot])
    assert_same(next_step.step(np.zeros((1, place.actions)))[0][0], following, "next step")
    next_step.close()
    same_step = PapilioVectorEnv(place.id, 1, autoreset_mode=AutoresetMode.SAME_STEP, **kwargs)
    observations, _, _, truncated, info = same_step.restore([snapshot])
    assert_same(observations[0], following, "same step")
    assert truncated.tolist() == [True]
    assert_same(info["final_obs"][0], last[0], "final_obs")
    same_step.close()


def test_the_beginning_of_an_episode_in_the_same_step_is_in_a_snapshot(place: Place) -> None:
    kwargs: dict[str, Any] = {"target": place.target, "max_episode_steps": 2}
    envs = PapilioVectorEnv(place.id, 2, autoreset_mode=AutoresetMode.SAME_STEP, **kwargs)
    envs.reset(seed=0)
    envs.step(np.zeros((2, place.actions)))
    ended = envs.step(np.zeros((2, place.actions)))
    assert ended[3].all() and "final_obs" in ended[4]
    observations, rewards, terminated, truncated, info = envs.restore(envs.snapshot())
    assert_same(observations, ended[0], "restore")
    assert "final_obs" not in info and not truncated.any()
    envs.close()


def test_snapshots_and_forks_need_a_reset(place: Place) -> None:
    env = PapilioEnv(place.id, target=place.target)
    envs = PapilioVectorEnv(place.id, 2, target=place.target)
    for request in (env.snapshot, envs.snapshot, lambda: envs.fork([0, 0])):
        with pytest.raises(papilio_gym.ResetNeeded) as caught:
            request()
        assert caught.value.reason is Reason.RESET_NEEDED
    env.close()
    envs.close()


def test_wrong_snapshots_and_sources_are_rejected(place: Place) -> None:
    env = PapilioEnv(place.id, target=place.target)
    envs = PapilioVectorEnv(place.id, 2, target=place.target)
    env.reset(seed=0)
    envs.reset(seed=0)
    snapshot = env.snapshot()
    for damaged in (b"", b"x", snapshot[:-1], snapshot[:-1] + bytes([snapshot[-1] ^ 1])):
        with pytest.raises(papilio_gym.InvalidArgument):
            env.restore(damaged)
    several: list[Any] = [b"ab", None, 3, [None, "text"], [snapshot]]
    for one in several:
        with pytest.raises((papilio_gym.InvalidArgument, TypeError)):
            envs.restore(one)
    sources: list[Any] = [None, 3, "ab", [0, -1], [0, 2], [0, 0.5], [0], [0, 2**40]]
    for one in sources:
        with pytest.raises((ValueError, TypeError)):
            envs.fork(one)
    env.close()
    envs.close()


def test_a_snapshot_of_another_environment_is_a_mismatch(place: Place) -> None:
    another = "CartPole-v1" if place.id == "Pendulum-v1" else "Walker2d-v5"
    env, other = (PapilioEnv(id_, target=place.target) for id_ in (place.id, another))
    envs = PapilioVectorEnv(place.id, 3, target=place.target, overrides=place.overrides())
    for each in (env, other, envs):
        each.reset(seed=1)
    snapshots = envs.snapshot()
    mismatches: list[Any] = [
        lambda: other.restore(env.snapshot()),
        lambda: envs.fork([0, 0, 2]),
        lambda: envs.restore([snapshots[1], None, None]),
    ]
    for mismatch in mismatches:
        with pytest.raises(papilio_gym.NotPossible) as caught:
            mismatch()
        assert caught.value.reason is Reason.SNAPSHOT_MISMATCH
    envs.restore(snapshots)
    envs.fork([0, 1, 2])
    for each in (env, other, envs):
        each.close()


def test_an_environment_that_cannot_be_pickled_has_no_snapshots(python_server: str) -> None:
    env = PapilioEnv(everything.ID, target=python_server, wrong=True)
    env.reset()
    with pytest.raises(papilio_gym.NotSupported) as caught:
        env.snapshot()
    assert caught.value.reason is Reason.UNSUPPORTED
    env.close()


def test_a_snapshot_has_the_state_where_pickle_would_have_the_arguments() -> None:
    serving = serve.start(serve.Catalog(["Hopper-v5"]))
    envs = PapilioVectorEnv("Hopper-v5", 2, target=f"127.0.0.1:{serving.port}")
    envs.reset(seed=1)
    snapshots, action = envs.snapshot(), np.full((2, 3), 0.3)
    future = [envs.step(action)[0] for _ in range(3)]
    envs.restore(snapshots)
    assert_same(tuple(envs.step(action)[0] for _ in range(3)), tuple(future), "restored")
    envs.fork([1, 1])
    observations = envs.step(action)[0]
    assert_same(observations[0], observations[1], "forked")
    envs.close()
    serving.stop(0)


@pytest.mark.parametrize("id_", ["CartPole-v1", "Pendulum-v1", "FrozenLake-v1", "Taxi-v4"])
def test_a_rendered_environment_has_snapshots(python_server: str, id_: str) -> None:
    envs = PapilioVectorEnv(id_, 2, target=python_server, render_mode="rgb_array")
    envs.reset(seed=1)
    before = envs.render()
    snapshots, actions = envs.snapshot(), np.zeros_like(envs.action_space.sample())
    expected = envs.step(actions), envs.render()
    envs.restore(snapshots)
    assert_same(envs.render(), before, "frames of the restored")
    assert_same((envs.step(actions), envs.render()), expected, "step and frames")
    envs.fork([1, 1])
    frames = envs.render()
    assert frames is not None
    assert_same(frames[0], frames[1], "frames of the forked")
    envs.close()
