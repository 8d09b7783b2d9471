"""An environment with all ten kinds of space in its observations and actions."""

from __future__ import annotations

from typing import Any

import gymnasium
import numpy as np
from gymnasium import spaces

ID = "Everything-v0"


def all_kinds() -> spaces.Dict:
    nvec: Any = [[2, 3], [4, 5]]
    start: Any = [[0, 1], [2, 3]]
    box = spaces.Box(np.array([-1, -np.inf]), np.array([1, np.inf]), dtype=np.float64)
    return spaces.Dict(
        [
            ("z_box", box),
            ("image", spaces.Box(0, 255, (2, 3), dtype=np.uint8)),
            ("discrete", spaces.Discrete(5, start=-2, dtype=np.int32)),
            ("multi_discrete", spaces.MultiDiscrete(nvec, start=start)),
            ("multi_binary", spaces.MultiBinary(4)),
            ("text", spaces.Text(6, min_length=0, charset="abcü")),
            ("tuple", spaces.Tuple([spaces.Discrete(3), spaces.Text(3), box])),
            ("sequence", spaces.Sequence(spaces.Box(0, 1, (2,), dtype=np.float32))),
            ("stacked", spaces.Sequence(spaces.Discrete(9), stack=True)),
            ("one_of", spaces.OneOf([spaces.Discrete(3), spaces.MultiBinary(2)])),
            ("graph", spaces.Graph(spaces.Box(0, 1, (2,)), spaces.Discrete(4))),
            ("bare_graph", spaces.Graph(spaces.Discrete(4), None)),
        ]
    )


def answered(space: spaces.Space[Any], point: Any) -> Any:
    """The element as Gymnasium's own environments return it: an int for each Discrete space."""
    if isinstance(space, spaces.Discrete):
        return int(point)
    if isinstance(space, spaces.Tuple):
        return tuple(answered(sub, part) for sub, part in zip(space.spaces, point, strict=True))
    if isinstance(space, spaces.Dict):
        return {key: answered(sub, point[key]) for key, sub in space.spaces.items()}
    return point


class Everything(gymnasium.Env[Any, Any]):
    """The observation after a step is the action."""

    metadata = {"render_modes": [], "render_fps": 10}

    def __init__(self, length: int = 3, flavor: str = "plain", wrong: bool = False) -> None:
        self.observation_space, self.action_space = all_kinds(), all_kinds()
        self._length, self._flavor, self._wrong = length, flavor, wrong
        self._steps = 0
        if wrong:
            self.unpicklable = lambda: None

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Any, dict[str, Any]]:
        super().reset(seed=seed)
        if seed is not None:
            self.observation_space.seed(seed % 2**32)
        self._steps = 0
        start = float((options or {}).get("start", 0.5))
        first = answered(self.observation_space, self.observation_space.sample())
        return first, {"start": start, "flavor": self._flavor}

    def step(self, action: Any) -> tuple[Any, float, bool, bool, dict[str, Any]]:
        if self._wrong:
            raise RuntimeError("the wrong environment")
        self._steps += 1
        info: dict[str, Any] = {"steps": self._steps, "pair": np.arange(2.0) + self._steps}
        info["nested"] = {"half": self._steps / 2, "deep": {"odd": self._steps % 2 == 1}}
        if self._steps == 2:
            info["twice"] = np.int64(2)
            info["nested"]["twice"] = 2
        draw = float(self.np_random.uniform())
        observation = answered(self.observation_space, action)
        return observation, draw, self._steps >= self._length, False, info


gymnasium.register(
    ID, entry_point="everything:Everything", max_episode_steps=50, reward_threshold=1.5
)
