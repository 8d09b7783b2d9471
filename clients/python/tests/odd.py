"""Environments that are unusual, and legal in Gymnasium."""

from __future__ import annotations

from typing import Any

import gymnasium
import numpy as np
from gymnasium import spaces

IDS = ["Mixed-v0", "Varying-v0", "Shaped-v0"]


class Varying(gymnasium.Env[Any, Any]):
    """Counts from the seed to 4; the infos have lists, and arrays that grow."""

    def __init__(self) -> None:
        self.observation_space, self.action_space = spaces.Discrete(9), spaces.Discrete(2)
        self._t = 0

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Any, dict[str, Any]]:
        super().reset(seed=seed)
        self._t = seed or 0
        return self._t, self._info()

    def step(self, action: Any) -> tuple[Any, float, bool, bool, dict[str, Any]]:
        self._t += 1
        return self._t, 0.0, self._t >= 4, False, self._info()

    def _info(self) -> dict[str, Any]:
        t = self._t
        return {"t": t, "growing": np.arange(float(t)), "listed": [t, t + 0.5], "name": "text"}


class Shaped(gymnasium.Env[Any, Any]):
    """Has the observation space of a keyword argument; two of the three are not in the protocol."""

    def __init__(self, observations: str = "discrete") -> None:
        half: Any = np.float16
        numbered: Any = {1: spaces.Discrete(2), 2: spaces.Discrete(2)}
        self.observation_space = {
            "discrete": spaces.Discrete(3),
            "half": spaces.Box(-1, 1, (2,), half),
            "numbered": spaces.Dict(numbered),
        }[observations]
        self.action_space = spaces.Discrete(2)


class Mixed(gymnasium.Env[Any, Any]):
    """Its actions have parts, the observation is one of them, and its renderer is broken."""

    metadata = {"render_modes": ["rgb_array"], "render_fps": 12.5}

    def __init__(self, render_mode: str | None = None) -> None:
        self.render_mode = render_mode
        self.observation_space = spaces.Box(-9, 9, (2,), np.float64)
        inner = spaces.Tuple([spaces.Box(-1, 1, (2,), np.float32), spaces.Discrete(3)])
        self.action_space = spaces.Dict({"inner": inner})

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Any, dict[str, Any]]:
        super().reset(seed=seed)
        return np.zeros(2), {}

    def step(self, action: Any) -> tuple[Any, float, bool, bool, dict[str, Any]]:
        return np.asarray(action["inner"][0], np.float64), 0.0, False, False, {}

    def render(self) -> Any:
        raise RuntimeError("no light")


gymnasium.register("Mixed-v0", "odd:Mixed")
gymnasium.register("Varying-v0", "odd:Varying")
gymnasium.register("Shaped-v0", "odd:Shaped", disable_env_checker=True)
