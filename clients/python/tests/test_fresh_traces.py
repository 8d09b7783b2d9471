"""The generator of the golden traces with other seeds, against Papilio's server, bit for bit."""

from __future__ import annotations

import hashlib
import importlib.util
import secrets
from pathlib import Path
from typing import Any

import gymnasium
import numpy as np
import pytest

from agreement import assert_same

RESOURCES = Path(__file__).resolve().parents[3] / "env-server" / "src" / "test" / "resources"
GENERATOR = RESOURCES / "golden" / "generate.py"
# The golden traces have 0 and 1. The second is another one in every run, and the failure names it.
SEEDS = [20_260, secrets.randbelow(2**31)]


@pytest.fixture(scope="module")
def generator() -> Any:
    """The very script that wrote the golden traces; it wants exact versions of what it imports."""
    spec = importlib.util.spec_from_file_location("generate", GENERATOR)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (ImportError, AssertionError) as error:
        reason = str(error) or "another version of one of them"
        pytest.skip(f"no fresh traces without gymnasium 1.3.0 and mujoco 3.14.0: {reason}")
    return module


def ids() -> list[str]:
    names = (
        "Ant HalfCheetah Hopper Humanoid HumanoidStandup InvertedDoublePendulum InvertedPendulum"
        " Reacher Swimmer Walker2d"
    ).split()
    return [f"{name}-v{version}" for name in names for version in (4, 5)] + ["Pusher-v5"]


@pytest.mark.filterwarnings("ignore:.*is out of date")
@pytest.mark.parametrize("id_", ids())
def test_traces_of_other_seeds_are_replayed_exactly(
    java_server: str, generator: Any, id_: str
) -> None:
    assert sorted(ids()) == sorted(
        [f"{n}-v5" for n in generator.V5] + [f"{n}-v4" for n in generator.V4]
    )
    # One of the two for each: all environments have both within a few runs.
    seed = SEEDS[sum(map(ord, id_)) % 2]
    print(f"seed {seed}")
    (run,) = generator.trace(id_, [seed])["seeds"]
    ours = gymnasium.make(f"papilio/{id_}", target=java_server)
    try:
        replay(ours, run, generator, f"{id_}, seed {seed}")
    finally:
        ours.close()


def replay(ours: gymnasium.Env[Any, Any], run: Any, generator: Any, where: str) -> None:
    observation, info = ours.reset(seed=run["seed"])
    assert_same(generator.plain(observation), run["reset"], f"{where}: reset")
    assert_same(generator.plain(info), run["reset_info"], f"{where}: reset info")
    for t, step in enumerate(run["steps"]):
        action = np.array(step["action"], np.float32)
        observation, reward, terminated, truncated, info = ours.step(action)
        assert_same(generator.plain(observation), step["obs"], f"{where}: step {t}")
        assert_same(generator.plain(info), step["info"], f"{where}: info of step {t}")
        told = (float(reward), terminated, truncated)
        assert told == (step["reward"], step["terminated"], step["truncated"]), f"{where}: {t}"
    observation, _ = ours.reset()
    assert_same(generator.plain(observation), run["next_reset"], f"{where}: next reset")
    assert long_run(ours, run["seed"]) == run["long_run"]["sha256"], f"{where}: long run"


def long_run(ours: gymnasium.Env[Any, Any], seed: int) -> str:
    """The digest of a thousand steps under the generator's formula."""
    space = ours.action_space
    assert isinstance(space, gymnasium.spaces.Box)
    low, high = space.low.astype(np.float64), space.high.astype(np.float64)
    digest = hashlib.sha256()
    digest.update(ours.reset(seed=seed)[0].tobytes())
    for t in range(1000):
        place = t * low.size + np.arange(1, low.size + 1)
        u = (place * 0.6180339887498949) % 1.0
        action = (low + (high - low) * u).astype(np.float32)
        observation, reward, terminated, truncated, _ = ours.step(action)
        digest.update(observation.tobytes() + np.float64(reward).tobytes())
        if terminated or truncated:
            digest.update(ours.reset()[0].tobytes())
    return digest.hexdigest()
