"""The learner in Java clones experts in environments that Python simulates, as the docs tell it."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from papilio_gym import embedded

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "record_expert.py"
DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "plugging-in.md"

# Of what the command does, not of how well it learns.
_SHORT = "--steps=40 --batch-size=16 --evaluation-interval=20 --evaluation-episodes=2".split()


@pytest.mark.parametrize("id_", ["CartPole-v1", "Pendulum-v1"])
def test_an_expert_is_cloned_in_an_environment_of_python(
    python_server: str, tmp_path: Path, id_: str
) -> None:
    record(tmp_path, f"--env={id_}")
    assert id_ in json.dumps(clone(tmp_path, python_server, id_))


def test_the_room_of_the_documentation_is_served_and_cloned(tmp_path: Path) -> None:
    (text,) = re.findall(r"`room.py`[^\n]*\n```python\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)
    (tmp_path / "room.py").write_text(text)
    record(tmp_path, "--env=room:Room-v0", "--expert=room:expert")
    command = [sys.executable, "-m", "papilio_gym.serve", "--env=room:Room-v0", "--port=0"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as serving:
        try:
            assert serving.stdout
            address = re.search(r"on (\S+)$", serving.stdout.readline())
            assert address
            assert "Room-v0" in json.dumps(clone(tmp_path, address[1], "Room-v0"))
        finally:
            serving.terminate()  # Else a failure would wait for its end for ever.


def test_an_expert_must_be_named_for_an_environment_without_one(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as caught:
        record(tmp_path, "--env=Acrobot-v1")
    assert "--expert: none (expected: module:function, for Acrobot-v1)" in caught.value.stderr


def record(folder: Path, *arguments: str) -> None:
    command = [sys.executable, str(EXAMPLE), *arguments, "--episodes=3", "--out=demonstrations"]
    subprocess.run(command, cwd=folder, check=True, stderr=subprocess.PIPE, text=True)


def clone(folder: Path, target: str, id_: str) -> Any:
    """The manifest of a short run on the demonstrations that lie there."""
    java = ["java", "-Xmx1g", "--add-opens=java.base/java.nio=ALL-UNNAMED"]
    command = [*java, "-cp", embedded.class_path(), embedded.MAIN, "clone", f"--env={id_}"]
    places = [f"--server={target}", "--demonstrations=demonstrations", "--directory=run"]
    subprocess.run([*command, *places, *_SHORT], cwd=folder, check=True)
    return json.loads((folder / "run" / "manifest.json").read_text())
