"""Papilio's command line, and files of the repository."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from papilio_gym import embedded

REPOSITORY = Path(__file__).resolve().parents[3]
EXAMPLES = REPOSITORY / "clients" / "python" / "examples"


def papilio(*arguments: str, **kwargs: Any) -> subprocess.CompletedProcess[str]:
    """Runs `./papilio` with the jars of the tests, and without its build."""
    java = ["java", "-Xmx1g", "--add-opens=java.base/java.nio=ALL-UNNAMED"]
    java += os.environ.get("PAPILIO_JAVA_OPTIONS", "").split()
    command = [*java, "-cp", embedded.class_path(), embedded.MAIN, *arguments]
    return subprocess.run(command, check=True, text=True, **kwargs)


def resource(name: str, scope: str = "main") -> Path:
    """The file or directory with this name among the resources of a Java module."""
    (found,) = REPOSITORY.glob(f"*/src/{scope}/resources/**/{name}")
    return found


def assert_complies(target: str, *ids: str) -> None:
    """Every rule of the protocol holds for these environments of a server."""
    chosen = [f"--env={id_}" for id_ in ids]
    try:
        papilio("compliance", f"--target={target}", *chosen, capture_output=True)
    except subprocess.CalledProcessError as error:
        lines = [line for line in error.stdout.splitlines() if " pass " not in line]
        pytest.fail("\n".join([*lines, error.stderr]))
