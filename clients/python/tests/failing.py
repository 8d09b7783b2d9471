"""An environment that fails in a way of its choice."""

from __future__ import annotations

import sys
import threading
from typing import Any

import gymnasium
import numpy as np
from gymnasium import spaces

ID = "Failing-v0"


class Failing(gymnasium.Env[Any, Any]):
    """Fails by what `fault` names: in its second step, or in `close`."""

    observation_space = spaces.Box(-1, 1, (2,), np.float32)
    action_space = spaces.Discrete(2)

    def __init__(self, fault: str = "") -> None:
        self._fault = fault
        self._steps = 0

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Any, dict[str, Any]]:
        super().reset(seed=seed)
        self._steps = 0
        return np.zeros(2, np.float32), {}

    def step(self, action: Any) -> tuple[Any, Any, bool, bool, dict[str, Any]]:
        self._steps += 1
        observation: Any = np.zeros(2, np.float32)
        reward: Any = 0.0
        if self._steps == 2:
            if self._fault == "exit":
                sys.exit(3)
            if self._fault == "interrupt":
                raise KeyboardInterrupt
            if self._fault == "hang":
                print("hangs", flush=True)
                threading.Event().wait()
            if self._fault == "shape":
                observation = np.zeros(3, np.float32)
            if self._fault == "nan":
                observation = np.array([0, np.nan], np.float32)
            if self._fault == "infinity":
                reward = -np.inf
            if self._fault == "reward":
                reward = np.zeros(2)
        return observation, reward, False, False, {}

    def close(self) -> None:
        if self._fault == "close":
            raise RuntimeError("cannot be closed")
        if self._fault == "close by exit":
            sys.exit(3)


gymnasium.register(ID, "failing:Failing")
