"""Snapshots, restores and forks, the same at both servers."""

from typing import Any

import numpy as np
import papilio_gym
import pytest
from gymnasium.vector import AutoresetMode
from papilio_gym import PapilioEnv, PapilioVectorEnv, serve

from agreement import assert_same
from conftest import Place


def test_a_restored_environment_goes_on_bit_for_bit(place: Place) -> None:
    env = PapilioEnv(place.id, target=place.target, max_episode_steps=9)
    other = PapilioEnv(place.id, target=place.target, max_episode_steps=9)
    env.reset(seed=3)
    newest = env.step(np.full(place.actions, 0.3))
    kept = env.snapshot()
    future = [env.step(np.full(place.actions, 0.1 * t)) for t in range(8)]
    assert future[-1][3] is True
    begun = env.reset()
    for again in (env, other):
        assert_same(again.restore(kept), newest, "restore")
        for t, expected in enumerate(future):
            assert_same(again.step(np.full(place.actions, 0.1 * t)), expected, f"step {t}")
        assert_same(again.reset(), begun, "reset")  # The generator was kept too.
        again.close()


@pytest.mark.parametrize("mode", AutoresetMode)
def test_some_environments_of_a_vector_are_restored(place: Place, mode: AutoresetMode) -> None:
    kwargs: dict[str, Any] = {"target": place.target, "autoreset_mode": mode}
    envs = PapilioVectorEnv(place.id, 3, max_episode_steps=5, **kwargs)
    envs.reset(seed=1)
    actions = np.full((3, place.actions), 0.2)
    first = envs.step(actions)
    kept = envs.snapshot()
    second = envs.step(actions)
    answer = envs.restore([kept[0], None, kept[2]])
    for i, expected in enumerate([first, second, first]):
        for mine, theirs in zip(answer[:4], expected[:4], strict=True):
            assert_same(mine[i], theirs[i], f"environment {i}")
    third = envs.step(actions)
    assert_same(third[0][0], second[0][0], "step")
    assert (third[0][1] != second[0][1]).any()
    envs.close()


@pytest.mark.parametrize("mode", AutoresetMode)
def test_a_fork_goes_on_as_its_source(place: Place, mode: AutoresetMode) -> None:
    kwargs: dict[str, Any] = {"target": place.target, "autoreset_mode": mode}
    envs = PapilioVectorEnv(place.id, 3, max_episode_steps=4, **kwargs)
    envs.reset(seed=1)
    envs.step(np.full((3, place.actions), 0.2))
    before = envs.step(np.full((3, place.actions), 0.2))[0]
    answer = envs.fork([0, 0, 2])
    assert_same(answer[0], before[[0, 0, 2]], "fork")
    for t in range(6):
        observations, *_, truncated, _ = envs.step(np.full((3, place.actions), 0.1))
        assert_same(observations[1], observations[0], f"step {t}")
        assert (observations[2] != observations[0]).any()
        if mode is AutoresetMode.DISABLED and truncated.any():
            envs.reset(options={"reset_mask": truncated})
    envs.close()


def test_the_end_of_an_episode_is_kept(place: Place) -> None:
    kwargs: dict[str, Any] = {"target": place.target, "max_episode_steps": 2}
    env = PapilioEnv(place.id, **kwargs)
    env.reset(seed=0)
    env.step(np.zeros(place.actions))
    last = env.step(np.zeros(place.actions))
    kept = env.snapshot()
    env.reset()
    assert_same(env.restore(kept), last, "restore")
    with pytest.raises(papilio_gym.ResetNeeded):
        env.step(np.zeros(place.actions))
    following = env.reset()[0]
    env.close()

    next_step = PapilioVectorEnv(place.id, 1, autoreset_mode=AutoresetMode.NEXT_STEP, **kwargs)
    next_step.restore([kept])
    assert_same(next_step.step(np.zeros((1, place.actions)))[0][0], following, "next step")
    next_step.close()
    same_step = PapilioVectorEnv(place.id, 1, autoreset_mode=AutoresetMode.SAME_STEP, **kwargs)
    observations, _, _, truncated, info = same_step.restore([kept])
    assert_same(observations[0], following, "same step")
    assert truncated.tolist() == [True]
    assert_same(info["final_obs"][0], last[0], "final_obs")
    same_step.close()


def test_the_beginning_of_an_episode_in_the_same_step_is_kept(place: Place) -> None:
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


def test_what_cannot_be_restored_is_refused(place: Place) -> None:
    env = PapilioEnv(place.id, target=place.target)
    envs = PapilioVectorEnv(place.id, 2, target=place.target)
    with pytest.raises(papilio_gym.ResetNeeded, match="call reset$"):
        env.snapshot()
    with pytest.raises(papilio_gym.ResetNeeded, match="call reset$"):
        envs.fork([0, 0])
    env.reset(seed=0)
    kept = env.snapshot()
    for damaged in (b"x", kept[:-1], kept[:-1] + bytes([kept[-1] ^ 1])):
        with pytest.raises(papilio_gym.PapilioError, match=r"snapshot: .* \(expected: "):
            env.restore(damaged)
    with pytest.raises(papilio_gym.InvalidArgument, match=r"snapshots: .*1.* \(expected: 2\)"):
        envs.restore([kept])
    envs.reset(seed=0)
    with pytest.raises(papilio_gym.InvalidArgument, match="sources"):
        envs.fork([0, 2])
    env.close()
    envs.close()


def test_what_is_no_snapshot_and_no_source_is_refused(place: Place) -> None:
    env = PapilioEnv(place.id, target=place.target)
    envs = PapilioVectorEnv(place.id, 2, target=place.target)
    env.reset(seed=0)
    envs.reset(seed=0)
    wrong: list[Any] = [b"", None, "text", 3]
    for one in wrong:
        with pytest.raises(papilio_gym.InvalidArgument, match=r"snapshot: .* \(expected: "):
            env.restore(one)
    several: list[Any] = [b"ab", None, 3, [b"", None], [None, "text"], [1, 2]]
    for one in several:
        with pytest.raises(papilio_gym.InvalidArgument, match=r"snapshots.*: .* \(expected: "):
            envs.restore(one)
    sources: list[Any] = [None, 3, "ab", [0, -1], [0, 0.5], [0, 2**40]]
    for one in sources:
        with pytest.raises(papilio_gym.InvalidArgument, match=r"sources: .* \(expected: "):
            envs.fork(one)
    env.close()
    envs.close()


def test_a_snapshot_of_something_else_is_refused(place: Place) -> None:
    env = PapilioEnv(place.id, target=place.target)
    another = "CartPole-v1" if place.id == "Pendulum-v1" else "Walker2d-v5"
    other = PapilioEnv(another, target=place.target)
    env.reset()
    other.reset()
    with pytest.raises(papilio_gym.NotPossible, match=f"snapshot: .*{place.id}.*expected"):
        other.restore(env.snapshot())
    env.close()
    other.close()


def test_what_cannot_be_pickled_cannot_be_kept(python_server: str) -> None:
    env = PapilioEnv("Everything-v0", target=python_server, wrong=True)
    env.reset()
    with pytest.raises(papilio_gym.NotSupported, match="snapshot: Everything-v0"):
        env.snapshot()
    env.close()


def test_what_pickles_as_its_constructors_arguments_is_kept_with_its_state() -> None:
    serving = serve.start(serve.Catalog(["Hopper-v5"]))
    envs = PapilioVectorEnv("Hopper-v5", 2, target=f"127.0.0.1:{serving.port}")
    envs.reset(seed=1)
    kept, action = envs.snapshot(), np.full((2, 3), 0.3)
    future = [envs.step(action)[0] for _ in range(3)]
    envs.restore(kept)
    assert_same(tuple(envs.step(action)[0] for _ in range(3)), tuple(future), "restored")
    envs.fork([1, 1])
    observations = envs.step(action)[0]
    assert_same(observations[0], observations[1], "forked")
    envs.close()
    serving.stop(0)


@pytest.mark.parametrize("id_", ["CartPole-v1", "Pendulum-v1", "FrozenLake-v1", "Taxi-v4"])
def test_what_was_drawn_is_kept_without_its_surfaces(
    python_server: str, id_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    envs = PapilioVectorEnv(id_, 2, target=python_server, render_mode="rgb_array")
    envs.reset(seed=1)
    before = envs.render()
    kept, actions = envs.snapshot(), np.zeros_like(envs.action_space.sample())
    expected = envs.step(actions), envs.render()
    envs.restore(kept)
    assert_same(envs.render(), before, "frames of the restored")
    assert_same((envs.step(actions), envs.render()), expected, "step and frames")
    envs.fork([1, 1])
    frames = envs.render()
    assert frames is not None
    assert_same(frames[0], frames[1], "frames of the forked")
    envs.close()
