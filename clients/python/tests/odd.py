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


class Varying(gymnasium.Env[Any, Any]):
    """The episode begins at the seed; its info after so many steps is what `values` has there."""

    values: dict[str, list[Any]] = {
        "growing": [np.arange(float(t)) for t in range(9)],
        "nested": [{"a.b": np.arange(t)} for t in range(9)],
        "deepening": [1, {"a": 1}] * 5,
        "sharper": [np.arange(2), np.arange(2) + 0.5] * 5,
        "wider": [np.int8(1), 300] * 5,
        "judged": [np.bool_(True), np.bool_(False)] * 5,
        "said": [1.0, "text"] * 5,
        "ragged": [np.ones(2), [[1], [2, 3]]] * 5,
        "listed": [[t, t + 0.5] for t in range(9)],
        "tupled": [((t, 1), (2, 3)) for t in range(9)],
        "flags": [[t > 2, True] for t in range(9)],
        "names": [["a", "b"]] * 9,
        "gaps": [[None, 1]] * 9,
        "huge": [[2**70, 1]] * 9,
        "legal": [list(range(t)) for t in range(9)],
        "moves": [{"legal": tuple(range(t))} for t in range(9)],
    }

    def __init__(self, info: str = "growing") -> None:
        self.observation_space, self.action_space = spaces.Discrete(9), spaces.Discrete(2)
        self._info, self._t = info, 0

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Any, dict[str, Any]]:
        super().reset(seed=seed)
        self._t = seed or 0
        return self._answer()

    def step(self, action: Any) -> tuple[Any, float, bool, bool, dict[str, Any]]:
        self._t += 1
        observation, info = self._answer()
        return observation, 0.0, self._t >= 4, False, info

    def _answer(self) -> tuple[int, dict[str, Any]]:
        return self._t, {"t": self._t, self._info: self.values[self._info][self._t]}


class Unusual(gymnasium.Env[Any, Any]):
    """Cannot be served, or only nearly."""

    observation_space = action_space = spaces.Discrete(2)
    metadata: Any

    def __init__(self, fault: str = "") -> None:
        if fault == "key":
            raise KeyError("no such thing")
        self.metadata = {
            "no metadata": None,
            "no modes": {"render_modes": None, "render_fps": None},
            "text": {"render_modes": ["ansi", "human"], "render_fps": 4},
            "": {"render_modes": ["rgb_array"], "render_fps": 12.5},
            "slow": {"render_modes": ["rgb_array"], "render_fps": 0.25},
        }[fault]


class Mixed(gymnasium.Env[Any, Any]):
    """Its actions have parts, the observation is one of them, and its renderer is broken."""

    metadata = {"render_modes": ["rgb_array"]}

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
gymnasium.register("Unusual-v0", "odd:Unusual")
for name in ("plain", "half", "numbered"):
    gymnasium.register(f"{name.title()}-v0", "odd:Odd", kwargs={"observations": name})
