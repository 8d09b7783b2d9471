"""A policy that `./papilio export` wrote, acting in onnxruntime in any Gymnasium environment.

    pip install onnxruntime "gymnasium[mujoco]"
    ./papilio export runs/clone-Walker2d-v5-seed0
    python clients/python/examples/onnx_policy.py runs/clone-Walker2d-v5-seed0/ema.onnx Walker2d-v5
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import gymnasium
import numpy as np
import onnxruntime
from numpy.typing import NDArray

Array = NDArray[Any]


class OnnxPolicy:
    """Acts as the metadata of the model say; other models see the newest observation alone.

    An input is the newest `history` observations, the oldest first, each followed by the action
    before it if `previous_action` is true, with zeros for what was before the first time step. An
    output is `chunk` actions, executed one after the other.
    """

    def __init__(self, path: Path | str, space: gymnasium.Space[Any]) -> None:
        self.session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
        metadata = self.session.get_modelmeta().custom_metadata_map
        self.history = int(metadata.get("history", 1))
        self.previous_action = metadata.get("previous_action") == "true"
        self.chunk = int(metadata.get("chunk", 1))
        self.space = space
        self.reset()

    def reset(self) -> None:
        """Before the first time step of an episode."""
        self.window = np.zeros(self.session.get_inputs()[0].shape[1], np.float32)
        self.previous = np.zeros(self.space.shape or (), np.float32)
        self.pending: list[Array] = []

    def act(self, observation: Array) -> Any:
        seen = [np.ravel(observation), *([self.previous] if self.previous_action else [])]
        pair = np.concatenate(seen).astype(np.float32)
        self.window = np.concatenate([self.window, pair])[-self.window.size :]
        if not self.pending:
            (output,) = self.session.run(None, {"input": self.window[None]})
            self.pending = list(output.reshape(self.chunk, -1))
        output = self.pending.pop(0)
        if isinstance(self.space, gymnasium.spaces.Discrete):
            return int(self.space.start) + int(np.argmax(output))
        assert isinstance(self.space, gymnasium.spaces.Box)
        self.previous = np.clip(output, self.space.low, self.space.high)
        return self.previous


def main() -> None:
    path, id_ = sys.argv[1:]
    env = gymnasium.make(id_)
    policy = OnnxPolicy(path, env.action_space)
    for seed in range(3):
        observation, _ = env.reset(seed=seed)
        policy.reset()
        total, ended = 0.0, False
        while not ended:
            observation, reward, terminated, truncated, _ = env.step(policy.act(observation))
            total += float(reward)
            ended = terminated or truncated
        print(f"seed {seed}: return {total:.1f}")


if __name__ == "__main__":
    main()
