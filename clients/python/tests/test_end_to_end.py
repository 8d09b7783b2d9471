"""Papilio's commands together with Python: demonstrate, record, serve, clone and compliance."""

import json
import re
import runpy
import subprocess
import sys
from pathlib import Path

import gymnasium
import minari
import numpy as np
import pytest
from safetensors.numpy import load_file

from command_line import EXAMPLES, REPOSITORY, assert_complies, papilio, resource

ID = "Hopper-v5"
EPISODES = 2
DATA = "data/room/expert-v0"
PLUGGING_IN = REPOSITORY / "docs" / "plugging-in.md"

# What the command does, and not how well it learns.
_SHORT = "--steps=40 --batch-size=16 --evaluation-interval=20 --evaluation-episodes=2".split()


@pytest.fixture(scope="module")
def demonstrations(tmp_path_factory: pytest.TempPathFactory) -> minari.MinariDataset:
    """Episodes of the shipped expert, recorded by `./papilio demonstrate`."""
    root = tmp_path_factory.mktemp("demonstrations")
    out = root / ID / "expert-v0"
    papilio("demonstrate", f"--env={ID}", f"--episodes={EPISODES}", f"--out={out}")
    check = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    subprocess.run(check, cwd=out, check=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINARI_DATASETS_PATH", str(root))
        return minari.load_dataset(f"{ID}/expert-v0")


def test_minari_replays_the_demonstrations(demonstrations: minari.MinariDataset) -> None:
    assert demonstrations.total_episodes == EPISODES
    assert demonstrations.total_steps == 1000 * EPISODES
    seeds = [m["seed"] for m in demonstrations.storage.get_episode_metadata(range(EPISODES))]
    assert seeds == [1_000_000, 1_000_001]
    env = demonstrations.recover_environment()
    assert env.spec is not None and env.spec.id == ID
    assert env.observation_space == demonstrations.observation_space
    assert env.action_space == demonstrations.action_space
    episode = demonstrations[1]
    first, _ = env.reset(seed=1_000_001)
    assert np.array_equal(first, episode.observations[0])
    columns = ("rewards", "terminations", "truncations")
    for t, action in enumerate(episode.actions):
        observation, *rest, _ = env.step(action)
        assert np.array_equal(observation, episode.observations[t + 1])
        assert rest == [getattr(episode, column)[t] for column in columns]


def test_numpy_reproduces_the_shipped_expert(demonstrations: minari.MinariDataset) -> None:
    act = runpy.run_path(str(EXAMPLES / "shipped_expert.py"))["act"]
    weights = load_file(resource(f"{ID}/model.safetensors"))
    episode, space = demonstrations[0], demonstrations.action_space
    assert isinstance(space, gymnasium.spaces.Box)
    exact = act(weights, episode.observations[:-1], space.low, space.high)
    # In Papilio's order the sums are equal; NumPy's tanh may differ in the last bit.
    assert np.abs(exact - episode.actions).max() < 1e-6
    assert np.abs(episode.actions).max() > 0.9 * space.high.max()


def test_a_python_environment_is_recorded_served_and_cloned(tmp_path: Path) -> None:
    room = r"`room.py`[^\n]*\n```python\n(.*?)```"
    (text,) = re.findall(room, PLUGGING_IN.read_text(), re.DOTALL)
    (tmp_path / "room.py").write_text(text)
    given = ["--env=room:Room-v0", "--expert=room:expert", "--episodes=3", f"--out={DATA}"]
    record = [sys.executable, str(EXAMPLES / "record_expert.py"), *given]
    subprocess.run(record, cwd=tmp_path, check=True)
    serve = [sys.executable, "-m", "papilio_gym.serve", "--env=room:Room-v0", "--port=0"]
    with subprocess.Popen(serve, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as serving:
        try:
            assert serving.stdout
            address = re.search(r"on (\S+)$", serving.stdout.readline())
            assert address
            places = f"--server={address[1]}", f"--demonstrations={DATA}", "--directory=run"
            papilio("clone", "--env=Room-v0", *places, *_SHORT, cwd=tmp_path)
        finally:
            serving.terminate()
    manifest = json.loads((tmp_path / "run" / "manifest.json").read_text())
    assert "Room-v0" in json.dumps(manifest)


def test_the_python_server_complies_with_the_protocol(python_server: str) -> None:
    assert_complies(python_server, "Pendulum-v1")
