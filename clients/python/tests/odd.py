"""Environments that are unusual, and legal in Gymnasium."""

from __future__ import annotations

from typing import Any

import gymnasium
import numpy as np
from gymnasium import spaces

INFO: dict[str, Any] = {"reward": 2.0, "reward.total": 1.5, "a.b": {"~c.d": 3, "": 4}, "~1": 5}


class Odd(gymnasium.Env[Any, Any]):
    """Its infos have keys with dots, and an integer that no column holds."""

    def __init__(self, observations: str = "plain") -> None:
        half: Any = np.float16
        numbered: Any = {1: spaces.Discrete(2), 2: spaces.Discrete(2)}
        self.observation_space = {
            "plain": spaces.Discrete(3),
            "half": spaces.Box(-1, 1, (2,), half),
            "numbered": spaces.Dict(numbered),
        }[observations]
        self.action_space = spaces.Discrete(2)

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Any, dict[str, Any]]:
        super().reset(seed=seed)
        return 0, {}

    def step(self, action: Any) -> tuple[Any, float, bool, bool, dict[str, Any]]:
        large = {"large": 2**70, "inner": {"large": -(2**70), "largest": 2**63 - 1}}
        return 0, 0.0, False, False, {**INFO, **large}


for name in ("plain", "half", "numbered"):
    gymnasium.register(f"{name.title()}-v0", "odd:Odd", kwargs={"observations": name})
