"""The wheel that carries the server, installed where there is no checkout."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from command_line import REPOSITORY

pytestmark = pytest.mark.nightly

CLIENT = REPOSITORY / "clients" / "python"
JARS = REPOSITORY / "cli" / "target" / "application"

PROGRAM = """
import gymnasium, papilio_gym
env = gymnasium.make("papilio/Walker2d-v5")
env.reset(seed=0)
assert env.observation_space.contains(env.step(env.action_space.sample())[0])
env.close()
print(papilio_gym.embedded.class_path())
"""


def test_an_installed_wheel_makes_environments(tmp_path: Path) -> None:
    package = [sys.executable, str(CLIENT / "package.py"), f"--jars={JARS}", f"--out={tmp_path}"]
    # With the tools of this environment; pip reads 0 as "no isolation".
    subprocess.run(package, check=True, env={**os.environ, "PIP_NO_BUILD_ISOLATION": "0"})
    (wheel,) = tmp_path.glob("papilio_gym-*.whl")
    assert not (CLIENT / "src" / "papilio_gym" / "jars").exists()
    venv.create(tmp_path / "venv", with_pip=True)
    python = str(tmp_path / "venv" / "bin" / "python")
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PAPILIO_", "PYTHONPATH"))
    }
    install = [python, "-m", "pip", "install", "-q", str(wheel)]
    subprocess.run(install, check=True, cwd=tmp_path, env=clean)
    wheel.unlink()
    output = subprocess.check_output([python, "-c", PROGRAM], cwd=tmp_path, env=clean, text=True)
    assert Path(output.strip()).is_relative_to(tmp_path / "venv")
    metadata = "import importlib.metadata as m; d = m.distribution('papilio-gym'); "
    metadata += "print(d.metadata['License-Expression'], *map(str, d.files))"
    files = subprocess.check_output([python, "-c", metadata], cwd=tmp_path, env=clean, text=True)
    assert files.startswith("Apache-2.0 ") and "licenses/NOTICE" in files
