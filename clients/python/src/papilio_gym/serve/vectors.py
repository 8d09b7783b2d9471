"""Environments that step together."""

from __future__ import annotations

from typing import Any

import numpy as np
from gymnasium.vector import SyncVectorEnv


class WideningVectorEnv(SyncVectorEnv):
    """Gymnasium's own, but an info keeps its fraction where another environment's is an integer.

    FrozenLake's `prob` is the integer 1 after a reset and a fraction after a step. An integer beyond
    64 bits is left out, as every value without a column is.
    """

    def _add_info(
        self, vector_infos: dict[str, Any], env_info: dict[str, Any], env_num: int
    ) -> dict[str, Any]:
        fitting = {name: value for name, value in env_info.items() if not _is_too_large(value)}
        for name, value in fitting.items():
            column = vector_infos.get(name)
            fraction = isinstance(value, (float, np.floating))
            if fraction and isinstance(column, np.ndarray) and column.dtype.kind in "biu":
                vector_infos[name] = column.astype(np.float64)
        return super()._add_info(vector_infos, fitting, env_num)


def _is_too_large(value: Any) -> bool:
    return type(value) is int and not -(2**63) <= value < 2**63
