"""Exported policies act in onnxruntime as they do in Papilio, on the observations of episodes."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import gymnasium
import minari
import numpy as np
import pytest
from papilio_gym import Binding, rollout

from command_line import EXAMPLES, papilio

ID = "Hopper-v5"
SHORT = (
    "--steps=60 --width=16 --batch-size=16 --trajectories=4 --validation-fraction=0.25"
    " --evaluation-interval=60 --evaluation-episodes=2 --average=raw,ema:burn-in=10"
).split()
TRANSFORMER = "--imitator=transformer --transformer-layers=2 --transformer-heads=2 --history=4".split()
KINDS = {
    "previous action": ["--previous-action"],
    "transformer": [*TRANSFORMER, "--previous-action"],
}
MORE_KINDS = {
    "transformer of observations": TRANSFORMER,
    "chunks": ["--chunk=3"],
    "mixture": ["--mixture=3", "--previous-action"],
    "mixture of a transformer": [*TRANSFORMER, "--mixture=2"],
}


def exported(folder: Path, id_: str, settings: list[str]) -> tuple[Path, list[Any]]:
    """The model of a short run, and episodes in which the weights of the run act."""
    run, data = folder / "run", folder / "data" / "walks" / "ema-v0"
    papilio(
        "clone", f"--env={id_}", f"--directory={run}", *SHORT, *settings, capture_output=True
    )
    papilio("export", str(run), "--iterate=ema", capture_output=True)
    weights = run / "weights" / "ema.safetensors"
    papilio(
        *("rollout", f"--env={id_}", f"--policy={weights}", "--episodes=3", f"--out={data}"),
        capture_output=True,
    )
    return run / "ema.onnx", list(minari.MinariDataset(data / "data").iterate_episodes())


def assert_acts_alike(model: Path, space: gymnasium.Space[Any], episodes: list[Any]) -> None:
    policy = runpy.run_path(str(EXAMPLES / "onnx_policy.py"))["OnnxPolicy"](model, space)
    steps = 0
    for episode in episodes:
        policy.reset()
        for observation, action in zip(episode.observations, episode.actions, strict=False):
            np.testing.assert_allclose(policy.act(observation), action, rtol=0, atol=1e-6)
            policy.previous = action
            steps += 1
    assert steps > 20


def action_space() -> gymnasium.Space[Any]:
    return gymnasium.make(ID).action_space


@pytest.mark.parametrize("kind", KINDS)
def test_actions_are_those_of_the_weights(kind: str, tmp_path: Path) -> None:
    model, episodes = exported(tmp_path, ID, KINDS[kind])
    assert_acts_alike(model, action_space(), episodes)


@pytest.mark.nightly
@pytest.mark.parametrize("kind", MORE_KINDS)
def test_actions_of_other_imitators_are_those_of_the_weights(kind: str, tmp_path: Path) -> None:
    model, episodes = exported(tmp_path, ID, MORE_KINDS[kind])
    assert_acts_alike(model, action_space(), episodes)


@pytest.mark.nightly
def test_linear_gains_act_alike(tmp_path: Path) -> None:
    model, episodes = exported(tmp_path, "LqrCliff-v0", [])
    free = gymnasium.spaces.Box(-np.inf, np.inf, (1,), np.float32)
    assert_acts_alike(model, free, episodes)


@pytest.mark.nightly
def test_a_transformer_runs_in_rollouts(java_server: str, tmp_path: Path) -> None:
    model, episodes = exported(tmp_path, ID, KINDS["transformer"])
    binding = Binding(previous_action=True, history=4)
    served = rollout(
        model, ID, episodes=3, horizon=10, binding=binding, target=java_server
    )
    for ours, episode in zip(served, episodes, strict=True):
        np.testing.assert_allclose(ours.actions[:10], episode.actions[:10], rtol=0, atol=1e-5)
