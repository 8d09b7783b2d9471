"""What an environment answers, held against what it says that it answers."""

from __future__ import annotations

from typing import Any

import gymnasium
import numpy as np
from gymnasium import spaces

from papilio_gym.spaces import AnySpace

_ARRAYS = (spaces.Box, spaces.Discrete, spaces.MultiDiscrete, spaces.MultiBinary)


class Answering(gymnasium.Wrapper[Any, Any, Any, Any]):
    """RuntimeError, with the environment's name, of an observation or a reward that no batch takes."""

    def __init__(self, env: gymnasium.Env[Any, Any], id_: str) -> None:
        super().__init__(env)
        self._id = id_

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Any, dict[str, Any]]:
        observation, info = self.env.reset(seed=seed, options=options)
        self._check(observation)
        return observation, info

    def step(self, action: Any) -> tuple[Any, Any, bool, bool, dict[str, Any]]:
        observation, given, terminated, truncated, info = self.env.step(action)
        self._check(observation)
        reward: Any = given
        try:
            float(reward)
        except (TypeError, ValueError):
            came = f"reward: {type(reward).__name__} of shape {list(np.shape(reward))}"
            raise self._fault(came, "a number") from None
        return observation, reward, terminated, truncated, info

    def _check(self, observation: Any) -> None:
        if found := _misshapen("observation", self.env.observation_space, observation):
            name, shape, space = found
            raise self._fault(f"{name}: shape {shape}", f"{list(space.shape or ())} of {space}")

    def _fault(self, came: str, expected: str) -> RuntimeError:
        return RuntimeError(f"environment {self._id}: {came} (expected: {expected})")


def _misshapen(name: str, space: AnySpace, point: Any) -> tuple[str, list[int], AnySpace] | None:
    """The first part that is an array of another shape."""
    if isinstance(space, _ARRAYS):
        shape = np.shape(point)
        return None if shape == space.shape else (name, list(shape), space)
    parts: list[tuple[str, AnySpace, Any]] = []
    if isinstance(space, spaces.Tuple):
        pairs = enumerate(zip(space.spaces, point, strict=False))
        parts = [(f"{name}[{i}]", sub, part) for i, (sub, part) in pairs]
    elif isinstance(space, spaces.Dict):
        inner = space.spaces.items()
        parts = [(f"{name}[{key!r}]", sub, point[key]) for key, sub in inner if key in point]
    return next(filter(None, (_misshapen(*part) for part in parts)), None)
