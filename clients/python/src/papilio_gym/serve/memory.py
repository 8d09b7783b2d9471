"""How much memory an environment takes."""

from __future__ import annotations

from typing import Any

import gymnasium
import numpy as np
from gymnasium import spaces

# In Papilio's own server too: the newest observation, batches and messages, and the last one of an
# episode.
_COPIES = 8


def footprint(env: gymnasium.Env[Any, Any], with_arena: bool) -> int:
    """About how many bytes an environment holds: copies of its observation, and MuJoCo's model.

    Args:
        with_arena: whether to count all that MuJoCo may use while it steps, which a model decides
            (`<size memory=...>`).
    """
    held = _COPIES * _size(env.observation_space)
    for name in ("model", "data"):
        held += getattr(getattr(env.unwrapped, name, None), "nbuffer", 0)
    if with_arena:
        held += getattr(getattr(env.unwrapped, "data", None), "narena", 0)
    return held


def _size(space: spaces.Space[Any]) -> int:
    """Bytes of an element; 0 for kinds that are small or have no largest one."""
    match space:
        case spaces.Tuple():
            return sum(map(_size, space.spaces))
        case spaces.Dict():
            return sum(map(_size, space.spaces.values()))
        case spaces.Box() | spaces.MultiDiscrete() | spaces.MultiBinary():
            return int(np.prod(space.shape, dtype=np.int64)) * np.dtype(space.dtype).itemsize
    return 0
