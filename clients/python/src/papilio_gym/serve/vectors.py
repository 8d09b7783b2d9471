"""Environments that step together."""

from __future__ import annotations

import logging
from typing import Any

import gymnasium
import numpy as np
from gymnasium.vector import SyncVectorEnv

from papilio_gym import tensors

# What an episode that ended leaves, beside the infos of the next.
ENDED = ("final_obs", "final_info")
_log = logging.getLogger(__name__)
_NUMBERS = "biuf"  # Kinds of NumPy's types.


class WideningVectorEnv(SyncVectorEnv):
    """Gymnasium's own, but its infos may differ from environment to environment.

    A list of numbers is an array. A column has a type that holds all its numbers: FrozenLake's
    `prob` is the integer 1 after a reset and a fraction after a step. Where no array holds all, for
    example because their shapes differ, it is an array of objects, with lists as they were given. An
    integer beyond 64 bits is left out, as every value without a column is.
    """

    def _add_info(
        self, vector_infos: dict[str, Any], env_info: dict[str, Any], env_num: int
    ) -> dict[str, Any]:
        fitting = {}
        for name, given in env_info.items():
            value = given if name in ENDED else _array_of(given)
            if _is_too_large(value):
                continue
            column = vector_infos.get(name)
            if column is None or name in ENDED:
                # NumPy's own bool would be an object to Gymnasium.
                fitting[name] = bool(value) if isinstance(value, np.bool_) else value
            elif (wide := _widened(column, value)) is not None:
                vector_infos[name] = wide
                # Among objects, a list stays one, which tells it from an array.
                fitting[name] = given if _has_objects(wide) else value
            else:
                self._mix(vector_infos, name, given, env_num)
        return super()._add_info(vector_infos, fitting, env_num)

    def close_extras(self, **kwargs: Any) -> None:
        for env in getattr(self, "envs", ()):  # None where a constructor failed.
            shut(env)

    def _mix(self, vector_infos: dict[str, Any], name: str, value: Any, env_num: int) -> None:
        column, present = vector_infos[name], vector_infos[f"_{name}"]
        objects = np.full(self.num_envs, None, dtype=object)
        for i in map(int, np.flatnonzero(present)):
            one = entry(column, i)
            lists = isinstance(value, (list, tuple)) and isinstance(one, np.ndarray)
            objects[i] = one.tolist() if lists else one
        objects[env_num], present[env_num] = value, True
        vector_infos[name] = objects


def shut(env: gymnasium.Env[Any, Any]) -> None:
    """Closes an environment; a failure of that is logged, and what comes next goes on."""
    try:
        env.close()
    except BaseException:
        _log.exception("environment %s: not closed", env)


def info_of(infos: dict[str, Any], i: int) -> dict[str, Any]:
    """The info of one environment out of those of all."""
    info: dict[str, Any] = {}
    for name, column in infos.items():
        present = infos.get(f"_{name}")
        if name not in ENDED and present is not None and present[i]:
            info[name] = entry(column, i)
    return info


def entry(column: Any, i: int) -> Any:
    """What one environment has in a column."""
    one = info_of(column, i) if isinstance(column, dict) else column[i]
    # SyncVectorEnv has columns of Python's bool, and not of NumPy's.
    return bool(one) if isinstance(one, np.bool_) else one


def _widened(column: Any, value: Any) -> Any:
    """The column with a type that takes this value too; None where there is no such array."""
    if isinstance(column, dict) or isinstance(value, dict):
        return column if isinstance(column, dict) and isinstance(value, dict) else None
    if _has_objects(column):
        return column
    if value is None:  # NaN in an array.
        return column if column.dtype.kind == "f" and column.ndim == 1 else None
    try:
        came = np.asarray(value)
    except ValueError:  # Lists of different lengths in a list.
        return None
    if came.shape != column.shape[1:]:
        return None
    if came.dtype.kind in _NUMBERS and column.dtype.kind in _NUMBERS:
        return column.astype(np.result_type(column.dtype, came.dtype), copy=False)
    return column if came.dtype.kind == column.dtype.kind else None


def _has_objects(column: Any) -> bool:
    return isinstance(column, np.ndarray) and column.dtype == object and column.ndim == 1


def _array_of(value: Any) -> Any:
    """Lists of numbers as an array, as Gymnasium has no column for them; all else as it is."""
    if not isinstance(value, (list, tuple)):
        return value
    try:
        array = np.asarray(value)
    except (OverflowError, ValueError):  # Lists of different lengths in a list.
        return value
    return array if tensors.has_code(array.dtype) else value


def _is_too_large(value: Any) -> bool:
    return type(value) is int and not -(2**63) <= value < 2**63
