"""Data sets that the scripts of the examples write: their ids, and flat observations."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import gymnasium
import minari
import numpy as np
import pytest
from gymnasium import spaces
from minari.data_collector import EpisodeBuffer

from command_line import EXAMPLES

GOAL = spaces.Dict(
    {
        "observation": spaces.Box(-1, 1, (2, 2), np.float64),
        "goal": spaces.Tuple([spaces.Discrete(3), spaces.Box(-1, 1, (1,), np.float64)]),
    }
)


class Goal(gymnasium.Env[Any, Any]):
    """Observes samples of its space."""

    observation_space = GOAL
    action_space = spaces.Box(-1, 1, (1,), np.float32)

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Any, dict[str, Any]]:
        self.observation_space.seed(seed)
        return self.observation_space.sample(), {}

    def step(self, action: Any) -> tuple[Any, float, bool, bool, dict[str, Any]]:
        return self.observation_space.sample(), 1.0, False, False, {}


def script(name: str, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(EXAMPLES / name), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MINARI_DATASETS_PATH", str(tmp_path))
    return tmp_path


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("data_format", ["arrow", "hdf5"])
def test_observations_are_flat_as_gymnasium_flattens_them(root: Path, data_format: str) -> None:
    gymnasium.register("Goal-v0", "test_data_sets:Goal", max_episode_steps=3)
    env = gymnasium.make("Goal-v0")
    seen = [env.reset(seed=1)[0], *(env.step(np.zeros(1, np.float32))[0] for _ in range(3))]
    episode = EpisodeBuffer(
        id=0,
        seed=1,
        observations={
            "observation": [o["observation"] for o in seen],
            "goal": tuple([o["goal"][i] for o in seen] for i in range(2)),
        },
        actions=[np.zeros(1, np.float32)] * 3,
        rewards=[1.0] * 3,
        terminations=[False] * 3,
        truncations=[False, False, True],
        infos={},
    )
    minari.create_dataset_from_buffers("tasks/goal-v0", [episode], env=env)
    options = ["tasks/goal-v0", f"--format={data_format}", "--out=tasks/flat-v1", "--flatten"]
    done = script("convert_dataset.py", root, *options)
    assert done.returncode == 0, done.stderr
    flat = minari.load_dataset("tasks/flat-v1")
    assert flat.observation_space == spaces.flatten_space(GOAL)
    np.testing.assert_array_equal(flat[0].observations, [spaces.flatten(GOAL, o) for o in seen])
    assert "tasks/flat-v1" in minari.list_local_datasets()
    assert flat.recover_environment().observation_space == flat.observation_space


def test_the_id_is_the_place(root: Path) -> None:
    place = "--out=mine/cart-v3"
    done = script("record_expert.py", root, "--env=CartPole-v1", "--episodes=1", place)
    assert done.returncode == 0, done.stderr
    assert list(minari.list_local_datasets()) == ["mine/cart-v3"]
    for name, first, out in (
        ("record_expert.py", "--episodes=1", "mine/cart"),
        ("convert_dataset.py", "mine/cart-v3", "my data/cart-v0"),
    ):
        done = script(name, root, first, f"--out={out}")
        assert done.returncode == 2 and f"--out: {out} (expected: " in done.stderr, done.stderr
