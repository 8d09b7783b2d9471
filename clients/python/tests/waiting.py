"""An environment that steps when the test lets it."""

from __future__ import annotations

import threading
from typing import Any

import gymnasium

ID = "Waiting-v0"
STEPPING, CONTINUE = threading.Event(), threading.Event()


class Waiting(gymnasium.Env[int, int]):
    observation_space: Any = gymnasium.spaces.Discrete(2)
    action_space: Any = gymnasium.spaces.Discrete(2)

    def reset(self, **_: Any) -> tuple[int, dict[str, Any]]:
        return 0, {}

    def step(self, action: int) -> tuple[int, float, bool, bool, dict[str, Any]]:
        STEPPING.set()
        CONTINUE.wait(30)
        return int(action), 0.0, False, False, {}


gymnasium.register(ID, "waiting:Waiting", disable_env_checker=True)
