"""The learner in Java clones experts in environments that Python simulates, as the docs tell it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from papilio_gym import embedded

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "record_expert.py"

# Of what the command does, not of how well it learns.
_SHORT = "--steps=40 --batch-size=16 --evaluation-interval=20 --evaluation-episodes=2".split()


@pytest.mark.parametrize("id_", ["CartPole-v1", "Pendulum-v1"])
def test_an_expert_is_cloned_in_an_environment_of_python(
    python_server: str, tmp_path: Path, id_: str
) -> None:
    data, run = tmp_path / "demonstrations", tmp_path / "run"
    record = [sys.executable, str(EXAMPLE), f"--env={id_}", "--episodes=3", f"--out={data}"]
    subprocess.run(record, check=True)
    java = ["java", "-Xmx1g", "--add-opens=java.base/java.nio=ALL-UNNAMED"]
    clone = [*java, "-cp", embedded.class_path(), embedded.MAIN, "clone", f"--env={id_}"]
    places = [f"--server={python_server}", f"--demonstrations={data}", f"--directory={run}"]
    subprocess.run([*clone, *places, *_SHORT], check=True)
    manifest = json.loads((run / "manifest.json").read_text())
    assert id_ in json.dumps(manifest)
