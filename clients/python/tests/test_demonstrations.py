"""Data sets that `./papilio demonstrate` writes, read by Minari, h5py and safetensors."""

import json
import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import gymnasium
import h5py  # type: ignore[import-untyped]
import minari
import numpy as np
import pytest
from papilio_gym import embedded
from safetensors.numpy import load_file

REPOSITORY = Path(__file__).resolve().parents[3]
ENVIRONMENT = "Hopper-v5"
EPISODES = 3
COLUMNS = ("observations", "actions", "rewards", "terminations", "truncations")
EXPERTS = REPOSITORY / "expert/src/main/resources/io/papilio/expert/shipped"
CONVERTER = REPOSITORY / "clients/python/examples/convert_dataset.py"
PARQUET = REPOSITORY.joinpath(
    "artifacts/src/test/resources/io/papilio/artifacts/minari/spaces/parquet-parquet"
)
SPECS = REPOSITORY / "cli/src/test/resources/io/papilio/cli/command/gymnasium_specs.json"
DOCUMENT = REPOSITORY / "docs/demonstrations.md"
EXAMPLE = REPOSITORY / "clients/python/examples/shipped_expert.py"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory of data sets, as MINARI_DATASETS_PATH names one."""
    directory = tmp_path_factory.mktemp("demonstrations")
    for data_format in ("arrow", "hdf5"):
        out = directory / data_format / ENVIRONMENT / "expert-v0"
        words = ["--env", ENVIRONMENT, "--episodes", str(EPISODES), "--format", data_format]
        demonstrate(*words, "--out", str(out))
    return directory


def demonstrate(*arguments: str) -> None:
    java = ["java", "--add-opens=java.base/java.nio=ALL-UNNAMED"]
    java += os.environ.get("PAPILIO_JAVA_OPTIONS", "").split()
    command = [*java, "-cp", embedded.class_path(), embedded.MAIN, "demonstrate", *arguments]
    subprocess.run(command, check=True)


def load(
    directory: Path, monkeypatch: pytest.MonkeyPatch, id_: str = ENVIRONMENT
) -> minari.MinariDataset:
    monkeypatch.setenv("MINARI_DATASETS_PATH", str(directory))
    return minari.load_dataset(f"{id_}/expert-v0")


@pytest.mark.parametrize("data_format", ["arrow", "hdf5"])
def test_minari_loads_it(root: Path, data_format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = load(root / data_format, monkeypatch)
    assert (dataset.total_episodes, dataset.total_steps) == (EPISODES, 1000 * EPISODES)
    assert dataset.observation_space.shape == (11,)
    assert dataset.observation_space.dtype == np.float64
    assert dataset.action_space.contains(np.ones(3, np.float32))
    seeds = [m["seed"] for m in dataset.storage.get_episode_metadata(range(EPISODES))]
    assert seeds == [1_000_000, 1_000_001, 1_000_002]


def test_episodes_are_equal_value_by_value(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arrow = list(load(root / "arrow", monkeypatch).iterate_episodes())
    hdf5 = list(load(root / "hdf5", monkeypatch).iterate_episodes())
    with h5py.File(root / "hdf5" / ENVIRONMENT / "expert-v0" / "data" / "main_data.hdf5") as file:
        for index in range(EPISODES):
            for column in COLUMNS:
                values = getattr(arrow[index], column)
                for others in (getattr(hdf5[index], column), file[f"episode_{index}/{column}"][()]):
                    assert np.array_equal(values, others), column
                    assert values.dtype == others.dtype, column
            # With flags of another type than bool this would be the first rewards of the episode.
            last = hdf5[index].rewards[hdf5[index].truncations | hdf5[index].terminations]
            assert last == hdf5[index].rewards[-1:]


@pytest.mark.parametrize("data_format", ["arrow", "hdf5"])
def test_minari_recovers_the_environment(
    root: Path, data_format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = load(root / data_format, monkeypatch)
    env = dataset.recover_environment()
    assert env.spec is not None and env.spec.id == ENVIRONMENT
    assert env.observation_space == dataset.observation_space
    assert env.action_space == dataset.action_space
    episode = dataset[1]
    first, _ = env.reset(seed=1_000_001)
    assert np.array_equal(first, episode.observations[0])
    for index, action in enumerate(episode.actions):
        observation, *rest, _ = env.step(action)
        assert np.array_equal(observation, episode.observations[index + 1])
        assert rest == [getattr(episode, column)[index] for column in COLUMNS[2:]]


def test_environment_specs_are_those_of_gymnasium() -> None:
    """Papilio's tests hold what it writes against this file."""
    specs = json.loads(SPECS.read_text())
    assert specs == {id_: gymnasium.spec(id_).to_json() for id_ in specs}
    assert {f"papilio/{id_}" for id_ in specs} <= set(gymnasium.registry)


def test_digests_are_those_of_sha256sum(root: Path) -> None:
    for data_format in ("arrow", "hdf5"):
        directory = root / data_format / ENVIRONMENT / "expert-v0"
        check = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
        subprocess.run(check, cwd=directory, check=True, env=os.environ)


def test_the_example_of_the_documentation_runs(root: Path, tmp_path: Path) -> None:
    (text,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)
    for name, place in (("data", root / "arrow"), ("data-hdf5", root / "hdf5")):
        (tmp_path / name).symlink_to(place)
    (tmp_path / "expert").symlink_to(REPOSITORY / "expert")
    command = [sys.executable, "-W", "error", "-c", text]
    lines = subprocess.check_output(command, cwd=tmp_path, text=True).splitlines()
    assert [line[:19] for line in lines[:3]] == ["(1001, 11) (1000, 3"] * 3
    assert lines[3].startswith("1000000 [")
    assert re.fullmatch(r"reward where it was cut off: \[\S+\]", lines[-2])
    assert "actor.mu.weight" in lines[-1]


def test_labels_of_noisy_episodes_are_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / ENVIRONMENT / "expert-v0"
    noise = ["--noise", "0.3", "--clean-fraction", "0.5"]
    demonstrate("--env", ENVIRONMENT, "--episodes", "2", *noise, "--out", str(out))
    dataset = load(tmp_path, monkeypatch)
    bounds = dataset.action_space.low, dataset.action_space.high
    weights = load_file(EXPERTS / ENVIRONMENT / "model.safetensors")
    act = runpy.run_path(str(EXAMPLE))["act"]
    executed = []
    for index, episode in enumerate(dataset.iterate_episodes()):
        labels = act(weights, episode.observations[:-1], *bounds)
        assert np.abs(labels - episode.actions).max() < 1e-6
        executed.append(is_replayed(episode, seed=1_000_000 + index))
    assert sorted(executed) == [False, True]


def is_replayed(episode: minari.EpisodeData, seed: int) -> bool:
    """Whether Gymnasium goes through the observations by the actions."""
    env = gymnasium.make(ENVIRONMENT)
    first, _ = env.reset(seed=seed)
    assert np.array_equal(first, episode.observations[0])
    steps = zip(episode.actions, episode.observations[1:], strict=True)
    return all(np.array_equal(env.step(action)[0], after) for action, after in steps)


@pytest.mark.parametrize("data_format", ["arrow", "hdf5"])
def test_a_data_set_in_parquet_is_converted(
    tmp_path: Path, data_format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(PARQUET, tmp_path / "from-v0")
    monkeypatch.setenv("MINARI_DATASETS_PATH", str(tmp_path))
    command = [sys.executable, str(CONVERTER), "from-v0", "--format", data_format]
    subprocess.run([*command, "--out", "to-v0"], cwd=tmp_path, check=True)
    before, after = (minari.load_dataset(name) for name in ("from-v0", "to-v0"))
    assert after.storage.FORMAT == data_format
    assert len(before) == len(after) == 2
    for one, other in zip(before, after, strict=True):
        for column in COLUMNS:
            assert np.array_equal(getattr(one, column), getattr(other, column)), column
    assert [m["seed"] for m in after.storage.get_episode_metadata(range(2))] == [7, 8]


@pytest.mark.parametrize("id_", sorted(path.parent.name for path in EXPERTS.glob("*/*.safetensors")))
def test_numpy_reproduces_the_shipped_experts(
    tmp_path: Path, id_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    demonstrate("--env", id_, "--episodes", "1", "--out", str(tmp_path / id_ / "expert-v0"))
    dataset = load(tmp_path, monkeypatch, id_)
    (episode,) = dataset.iterate_episodes()
    bounds = dataset.action_space.low, dataset.action_space.high
    weights = load_file(EXPERTS / id_ / "model.safetensors")
    act = runpy.run_path(str(EXAMPLE))["act"]
    # Added in Papilio's order the sums are its own; NumPy's tanh may differ in the last bit.
    exact = act(weights, episode.observations[:-1], *bounds)
    assert np.abs(exact - episode.actions).max() < 1e-6
    assert np.abs(episode.actions).max() > 0.9 * bounds[1].max()
    # In NumPy's order, each of three layers rounds sums of up to 348 products otherwise.
    other = act(weights, episode.observations[:-1], *bounds, exact=False)
    assert np.abs(other - episode.actions).max() < 1e-4
