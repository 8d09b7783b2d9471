"""Data sets of `./papilio demonstrate` in Python, and data sets of Minari in Papilio."""

import json
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import gymnasium
import minari
import numpy as np
import pytest
from safetensors.numpy import load_file

from command_line import EXAMPLES, REPOSITORY, papilio, resource

pytestmark = pytest.mark.nightly

ID = "Hopper-v5"
COLUMNS = ("observations", "actions", "rewards", "terminations", "truncations")
SHIPPED = REPOSITORY / "expert/src/main/resources/io/papilio/expert/shipped"
EXPERTS = sorted(path.parent.name for path in SHIPPED.glob("*/model.safetensors"))
CONVERTER = EXAMPLES / "convert_dataset.py"
DOCUMENT = REPOSITORY / "docs/demonstrations.md"

act = runpy.run_path(str(EXAMPLES / "shipped_expert.py"))["act"]


def load(root: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> minari.MinariDataset:
    monkeypatch.setenv("MINARI_DATASETS_PATH", str(root))
    return minari.load_dataset(name)


def test_environment_specs_are_those_of_gymnasium() -> None:
    """Papilio's tests compare what it writes with this file."""
    specs = json.loads(resource("gymnasium_specs.json", scope="test").read_text())
    assert specs == {id_: gymnasium.spec(id_).to_json() for id_ in specs}
    assert {f"papilio/{id_}" for id_ in specs} <= set(gymnasium.registry)


def test_the_example_of_the_documentation_runs(tmp_path: Path) -> None:
    (text,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)
    out = tmp_path / "data" / ID / "expert-v0"
    papilio("demonstrate", f"--env={ID}", "--episodes=3", f"--out={out}")
    (tmp_path / "expert").symlink_to(REPOSITORY / "expert")
    command = [sys.executable, "-W", "error", "-c", text]
    lines = subprocess.check_output(command, cwd=tmp_path, text=True).splitlines()
    assert [line[:19] for line in lines[:3]] == ["(1001, 11) (1000, 3"] * 3
    assert "actor.mu.weight" in lines[-1]


@pytest.mark.parametrize("data_format", ["arrow", "hdf5"])
def test_a_data_set_is_converted(
    tmp_path: Path, data_format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(resource("parquet-parquet", scope="test"), tmp_path / "from-v0")
    monkeypatch.setenv("MINARI_DATASETS_PATH", str(tmp_path))
    command = [sys.executable, str(CONVERTER), "from-v0", "--format", data_format]
    subprocess.run([*command, "--out", "data/to-v0"], cwd=tmp_path, check=True)
    before, after = (minari.load_dataset(name) for name in ("from-v0", "data/to-v0"))
    assert after.storage.FORMAT == data_format
    assert len(before) == len(after) == 2
    for one, other in zip(before, after, strict=True):
        for column in COLUMNS:
            assert np.array_equal(getattr(one, column), getattr(other, column)), column
    assert [m["seed"] for m in after.storage.get_episode_metadata(range(2))] == [7, 8]


def test_labels_of_noisy_episodes_are_without_noise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noise = ["--noise=0.3", "--clean-fraction=0.5"]
    papilio("demonstrate", f"--env={ID}", "--episodes=2", *noise, f"--out={tmp_path}/expert-v0")
    dataset = load(tmp_path, "expert-v0", monkeypatch)
    space = dataset.action_space
    assert isinstance(space, gymnasium.spaces.Box)
    weights = load_file(SHIPPED / ID / "model.safetensors")
    executed = []
    for index, episode in enumerate(dataset.iterate_episodes()):
        labels = act(weights, episode.observations[:-1], space.low, space.high)
        assert np.abs(labels - episode.actions).max() < 1e-6
        executed.append(is_replayed(episode, seed=1_000_000 + index))
    assert sorted(executed) == [False, True]


def is_replayed(episode: minari.EpisodeData, seed: int) -> bool:
    """Whether the actions lead Gymnasium through the observations."""
    env = gymnasium.make(ID)
    first, _ = env.reset(seed=seed)
    assert np.array_equal(first, episode.observations[0])
    steps = zip(episode.actions, episode.observations[1:], strict=True)
    return all(np.array_equal(env.step(action)[0], after) for action, after in steps)


@pytest.mark.parametrize("id_", EXPERTS)
def test_numpy_reproduces_the_shipped_experts(
    tmp_path: Path, id_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    papilio("demonstrate", f"--env={id_}", "--episodes=1", f"--out={tmp_path}/expert-v0")
    (episode,) = load(tmp_path, "expert-v0", monkeypatch).iterate_episodes()
    space = gymnasium.make(id_).action_space
    assert isinstance(space, gymnasium.spaces.Box)
    weights = load_file(SHIPPED / id_ / "model.safetensors")
    # In Papilio's order the sums are equal; NumPy's tanh may differ in the last bit.
    exact = act(weights, episode.observations[:-1], space.low, space.high)
    assert np.abs(exact - episode.actions).max() < 1e-6
    assert np.abs(episode.actions).max() > 0.9 * space.high.max()
    # In NumPy's order, three layers round sums of up to 348 products differently.
    other = act(weights, episode.observations[:-1], space.low, space.high, exact=False)
    assert np.abs(other - episode.actions).max() < 1e-4


@pytest.mark.parametrize("id_", ["CartPole-v1", "Pendulum-v1"])
def test_an_expert_of_the_example_is_cloned(python_server: str, tmp_path: Path, id_: str) -> None:
    record(tmp_path, f"--env={id_}", "--episodes=3")
    places = f"--server={python_server}", "--demonstrations=data/cloned/expert-v0", "--directory=run"
    short = "--steps=40 --batch-size=16 --evaluation-interval=20 --evaluation-episodes=2".split()
    papilio("clone", f"--env={id_}", *places, *short, cwd=tmp_path)
    assert id_ in (tmp_path / "run" / "manifest.json").read_text()


def test_an_environment_without_an_expert_needs_one(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as caught:
        record(tmp_path, "--env=Acrobot-v1")
    assert "--expert" in caught.value.stderr and "Traceback" not in caught.value.stderr


def record(folder: Path, *arguments: str) -> None:
    command = [sys.executable, str(EXAMPLES / "record_expert.py"), *arguments]
    command.append("--out=data/cloned/expert-v0")
    subprocess.run(command, cwd=folder, check=True, stderr=subprocess.PIPE, text=True)
