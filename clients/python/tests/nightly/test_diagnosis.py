"""From a training loop in PyTorch to the report of `./papilio diagnose`."""

from __future__ import annotations

import csv
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import gymnasium
import numpy as np
import pytest

from command_line import EXAMPLES, papilio

pytest.importorskip("torch")
pytest.importorskip("onnxscript")

pytestmark = pytest.mark.nightly


def train(folder: Path, *settings: str) -> None:
    """Checkpoints of a behavior cloning of data/cloned/expert-v0."""
    command = [sys.executable, str(EXAMPLES / "behavior_cloning.py"), "cloned/expert-v0"]
    # Threads of torch that wait for each other are slow where other tests run.
    environment = {**os.environ, "MINARI_DATASETS_PATH": "data", "OMP_NUM_THREADS": "1"}
    subprocess.run(
        [*command, *settings], cwd=folder, check=True, capture_output=True, env=environment
    )


def diagnose(folder: Path, *arguments: str) -> dict[str, dict[str, float]]:
    """The table that the command prints: by average and column, without the intervals."""
    command = ["diagnose", "--policies=checkpoints/step-*.onnx", "--out=diagnosis", *arguments]
    text = papilio(*command, cwd=folder, capture_output=True).stdout
    lines = [
        [cell.strip() for cell in line.strip("| ").split("|")]
        for line in text.splitlines()
        if line.startswith("| ")
    ]
    table: dict[str, dict[str, float]] = {}
    for name, *cells in lines[1:]:
        values = [float(re.sub(r" \[.*", "", cell)) for cell in cells]
        table[name] = dict(zip(lines[0][1:], values, strict=True))
    return table


def returns_of(folder: Path, average: str) -> list[float]:
    """The returns of an average of all checkpoints, by seed."""
    rows = list(csv.DictReader((folder / "diagnosis" / "checkpoints.csv").read_text().splitlines()))
    last = rows[-1]["checkpoint"]
    chosen = [r for r in rows if r["checkpoint"] == last and r["iterate"] == average]
    return [float(row["return"]) for row in chosen]


def in_onnxruntime(folder: Path, env: gymnasium.Env[Any, Any], seeds: range) -> list[float]:
    """The returns of the exported average in Gymnasium."""
    policy = runpy.run_path(str(EXAMPLES / "onnx_policy.py"))["OnnxPolicy"](
        folder / "diagnosis" / "deploy.onnx", env.action_space
    )
    returns = []
    for seed in seeds:
        observation, _ = env.reset(seed=seed)
        policy.reset()
        total, ended = 0.0, False
        while not ended:
            observation, reward, terminated, truncated, _ = env.step(policy.act(observation))
            total += float(reward)
            ended = terminated or truncated
        returns.append(total)
    return returns


def test_cartpole_of_a_python_server(python_server: str, tmp_path: Path) -> None:
    record = [sys.executable, str(EXAMPLES / "record_expert.py"), "--env=CartPole-v1"]
    out = tmp_path / "data" / "cloned" / "expert-v0"
    subprocess.run([*record, "--episodes=5", f"--out={out}"], cwd=tmp_path, check=True)
    train(tmp_path, "--steps=300", "--checkpoint-interval=20", "--width=16")
    places = f"--server={python_server}", "--env=CartPole-v1", "--episodes=5"
    table = diagnose(tmp_path, *places, "--average=raw,mean")
    assert table["raw"]["oscillation"] > 1, table
    best = max(table, key=lambda name: table[name]["last"])
    seeds = range(5)
    env = gymnasium.make("CartPole-v1")
    # Discrete actions: a difference of 1e-6 in the logits decides none of them.
    assert in_onnxruntime(tmp_path, env, seeds) in [returns_of(tmp_path, name) for name in table]
    assert table[best]["last"] >= table["raw"]["last"]


def test_walker2d(tmp_path: Path) -> None:
    out = tmp_path / "data" / "cloned" / "expert-v0"
    papilio("demonstrate", "--env=Walker2d-v5", "--episodes=20", f"--out={out}")
    train(tmp_path, "--steps=6000", "--checkpoint-interval=400", "--learning-rate=1e-3")
    table = diagnose(tmp_path, "--env=Walker2d-v5", "--episodes=10")
    # The swing between checkpoints is a large part of the return itself.
    assert table["raw"]["oscillation"] > 0.1 * table["raw"]["mean"], table
    averaged = min(values["oscillation"] for name, values in table.items() if name != "raw")
    assert averaged < table["raw"]["oscillation"], table
    report = (tmp_path / "diagnosis" / "report.html").read_text()
    assert "15 checkpoints in Walker2d-v5" in report
    ours = [returns_of(tmp_path, name) for name in table]
    theirs = in_onnxruntime(tmp_path, gymnasium.make("Walker2d-v5"), range(10))
    # Rounding grows along 1000 steps of contacts; means of ten episodes stay close.
    assert min(abs(np.mean(one) - np.mean(theirs)) for one in ours) < 0.05 * np.mean(theirs)
