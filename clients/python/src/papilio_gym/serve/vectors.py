"""Environments that step together."""

from __future__ import annotations

from typing import Any

import numpy as np
from gymnasium.vector import SyncVectorEnv


class WideningVectorEnv(SyncVectorEnv):
    """Gymnasium's own, but an info keeps its fraction where another environment's is an integer.

    FrozenLake's `prob` is the integer 1 after a reset and a fraction after a step.
    """

    def _add_info(
        self, vector_infos: dict[str, Any], env_info: dict[str, Any], env_num: int
    ) -> dict[str, Any]:
        for name, value in env_info.items():
            column = vector_infos.get(name)
            fraction = isinstance(value, (float, np.floating))
            if fraction and isinstance(column, np.ndarray) and column.dtype.kind in "biu":
                vector_infos[name] = column.astype(np.float64)
        return super()._add_info(vector_infos, env_info, env_num)
