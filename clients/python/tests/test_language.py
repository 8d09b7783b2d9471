"""An exported language model gives the same greedy text in onnxruntime as in Papilio."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest

from command_line import papilio

CONTEXT, COMPLETION, STEPS = 48, 16, 200
SETTINGS = (
    f"--text=stories --steps={STEPS} --context={CONTEXT} --layers=2 --heads=2 --width=32"
    " --batch-size=8 --learning-rate=3e-3 --warm-up-steps=20 --evaluation-interval=100"
    f" --windows={STEPS - 1} --window-length=1 --passages=5 --completion-length={COMPLETION}"
).split()


def rows(file: Path) -> list[dict[str, str]]:
    with file.open() as lines:
        return list(csv.DictReader(lines))


def tokens(row: dict[str, str]) -> list[int]:
    return [int(token) for token in row["tokens"].split()]


def greedy(session: Any, prompt: list[int]) -> list[int]:
    """The tokens behind a prompt, each the most likely one; 0 ends a document."""
    text = list(prompt)
    while len(text) < len(prompt) + COMPLETION and text[-1] != 0:
        padded = np.zeros((1, CONTEXT), np.int64)
        padded[0, : len(text)] = text
        (logits,) = session.run(None, {"tokens": padded})
        text.append(int(np.argmax(logits[0, len(text) - 1])))
    completion = text[len(prompt) :]
    return completion + [0] * (COMPLETION - len(completion))


@pytest.mark.nightly
@pytest.mark.parametrize("iterate", ["raw", "ema"])
def test_twenty_prompts_are_completed_alike(iterate: str, tmp_path: Path) -> None:
    run = tmp_path / "run"
    papilio("train-language", f"--directory={run}", *SETTINGS, capture_output=True)
    papilio("export", str(run), f"--iterate={iterate}", capture_output=True)
    session = onnxruntime.InferenceSession(run / f"{iterate}.onnx")
    completions = {
        row["prompt"]: tokens(row)
        for row in rows(run / "completions.csv")
        if row["iterate"] == iterate
    }
    prompts = {row["prompt"]: tokens(row) for row in rows(run / "prompts.csv")}
    assert len(prompts) == 20
    for number, prompt in prompts.items():
        assert greedy(session, prompt) == completions[number], f"prompt {number}"
