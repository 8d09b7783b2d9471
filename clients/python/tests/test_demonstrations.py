"""Data sets that `./papilio demonstrate` writes, read by Minari, h5py and safetensors."""

import os
import subprocess
from pathlib import Path
from typing import Any

import h5py  # type: ignore[import-untyped]
import minari
import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import load_file

REPOSITORY = Path(__file__).resolve().parents[3]
ENVIRONMENT = "Hopper-v5"
EPISODES = 3
COLUMNS = ("observations", "actions", "rewards", "terminations", "truncations")
EXPERT = REPOSITORY.joinpath(
    "expert/src/main/resources/io/papilio/expert/shipped", ENVIRONMENT, "model.safetensors"
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory of data sets, as MINARI_DATASETS_PATH names one."""
    directory = tmp_path_factory.mktemp("demonstrations")
    for data_format in ("arrow", "hdf5"):
        out = directory / data_format / ENVIRONMENT / "expert-v0"
        demonstrate("--env", ENVIRONMENT, "--format", data_format, "--out", str(out))
    return directory


def demonstrate(*arguments: str) -> None:
    java = ["java", "--add-opens=java.base/java.nio=ALL-UNNAMED"]
    application = str(REPOSITORY / "cli" / "target" / "application" / "*")
    command = ["demonstrate", "--episodes", str(EPISODES), *arguments]
    subprocess.run([*java, "-cp", application, "io.papilio.cli.Papilio", *command], check=True)


def load(directory: Path, monkeypatch: pytest.MonkeyPatch) -> minari.MinariDataset:
    monkeypatch.setenv("MINARI_DATASETS_PATH", str(directory))
    return minari.load_dataset(f"{ENVIRONMENT}/expert-v0")


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
                assert np.array_equal(values, getattr(hdf5[index], column)), column
                assert np.array_equal(values, file[f"episode_{index}/{column}"][()]), column


def test_digests_are_those_of_sha256sum(root: Path) -> None:
    for data_format in ("arrow", "hdf5"):
        directory = root / data_format / ENVIRONMENT / "expert-v0"
        check = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
        subprocess.run(check, cwd=directory, check=True, env=os.environ)


def test_numpy_reproduces_the_shipped_expert(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weights = load_file(EXPERT)
    for episode in load(root / "arrow", monkeypatch).iterate_episodes():
        actions = act(weights, episode.observations[:-1])
        # Java computes in float32; its roundings of sums of 256 products stay below this.
        assert np.abs(actions - episode.actions).max() < 1e-6


def act(weights: dict[str, NDArray[Any]], observations: NDArray[Any]) -> NDArray[Any]:
    """tanh(mu(s)), in float64. Hopper's actions have the bounds -1 and 1."""
    x = observations.astype(np.float32).astype(np.float64)
    for layer in ("actor.latent_pi.0", "actor.latent_pi.2"):
        x = np.maximum(linear(weights, layer, x), 0)
    actions: NDArray[Any] = np.tanh(linear(weights, "actor.mu", x))
    return actions


def linear(weights: dict[str, NDArray[Any]], name: str, x: NDArray[Any]) -> NDArray[Any]:
    weight, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
    result: NDArray[Any] = x @ weight.T.astype(np.float64) + bias
    return result
