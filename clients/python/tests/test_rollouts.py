"""Rollouts: policies that run where the environments are, on either server."""

import sys
from pathlib import Path
from typing import Any

import minari
import numpy as np
import papilio_gym
import pytest
from papilio_gym import Binding, Reason, rollout

from conftest import Place


def test_episodes_are_those_of_a_session(place: Place) -> None:
    episodes = list(rollout("zero", place.id, seeds=[7, 3], horizon=5, target=place.target))
    assert [episode.seed for episode in episodes] == [7, 3]
    env = papilio_gym.PapilioEnv(place.id, target=place.target)
    for episode in episodes:
        observation, _ = env.reset(seed=episode.seed)
        np.testing.assert_array_equal(episode.observations[0], observation)
        total = 0.0
        for t in range(episode.length):
            action = np.zeros(place.actions, np.float32)
            np.testing.assert_array_equal(episode.actions[t], action)
            observation, reward, *_ = env.step(action)
            np.testing.assert_array_equal(episode.observations[t + 1], observation)
            assert episode.rewards[t] == reward
            total += float(reward)
        assert episode.episode_return == total
        assert episode.truncated or episode.terminated
    env.close()


def test_returns_alone_leave_the_steps_on_the_server(place: Place) -> None:
    options: dict[str, Any] = {"horizon": 4, "target": place.target}
    returns = rollout("zero", place.id, episodes=3, returns_only=True, **options).returns()
    whole = list(rollout("zero", place.id, episodes=3, **options))
    np.testing.assert_array_equal(returns, [episode.episode_return for episode in whole])


def test_floats_may_be_rounded(place: Place) -> None:
    with rollout("zero", place.id, episodes=1, dtype="float32", target=place.target) as episodes:
        assert next(episodes).rewards.dtype == np.float32


def test_unknown_policies_and_bad_models_are_named(place: Place) -> None:
    with pytest.raises(papilio_gym.PolicyNotFound) as unknown:
        rollout("no such policy", place.id, episodes=1, target=place.target)
    assert unknown.value.reason is Reason.UNKNOWN_POLICY
    with pytest.raises(papilio_gym.EnvironmentNotFound):
        rollout("zero", "No-such-v0", episodes=1, target=place.target)


def test_bytes_that_are_no_model_are_rejected(java_place: Place) -> None:
    with pytest.raises(papilio_gym.InvalidArgument) as rejected:
        rollout(b"no model", java_place.id, episodes=1, target=java_place.target)
    assert rejected.value.subject == "policy.data"


def test_what_the_client_rejects_itself() -> None:
    with pytest.raises(papilio_gym.InvalidArgument, match="episodes"):
        rollout("zero", "Hopper-v5", target="localhost:1")
    with pytest.raises(papilio_gym.InvalidArgument, match="policy: int"):
        rollout(3, "Hopper-v5", episodes=1, target="localhost:1")
    with pytest.raises(papilio_gym.InvalidArgument, match="mapping"):
        rollout(b"", "Hopper-v5", episodes=1, binding=Binding(mapping="none"), target="localhost:1")


def test_the_shipped_expert_runs_by_its_name(java_place: Place) -> None:
    [value] = rollout("expert", java_place.id, episodes=1, target=java_place.target).returns()
    assert value > 3000


def test_episodes_become_a_minari_data_set(
    java_place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINARI_DATASETS_PATH", str(tmp_path))
    episodes = list(
        rollout(
            "zero", java_place.id, episodes=2, target=java_place.target, minari="hopper/zero-v0"
        )
    )
    written = list(minari.load_dataset("hopper/zero-v0"))
    assert len(written) == 2
    for ours, theirs in zip(episodes, written, strict=True):
        np.testing.assert_array_equal(ours.observations, theirs.observations)
        np.testing.assert_array_equal(ours.rewards, theirs.rewards)


def test_the_python_server_says_what_onnx_needs(
    python_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(papilio_gym.NotSupported, match="pip install onnxruntime"):
        rollout(b"model", python_place.id, episodes=1, target=python_place.target)
