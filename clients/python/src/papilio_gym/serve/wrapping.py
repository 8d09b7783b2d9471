"""Gymnasium's wrappers that a client may ask for."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import gymnasium
import numpy as np
from gymnasium import spaces, wrappers

from papilio_gym import structs
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.serve.refusals import invalid
from papilio_gym.spaces import AnySpace

# Those that only compute: a client has no business with this machine's files and screen.
_NAMES = (
    "ClipAction ClipReward DelayObservation DtypeObservation FlattenObservation"
    " FrameStackObservation NormalizeObservation NormalizeReward RecordEpisodeStatistics"
    " RepeatAction RescaleAction RescaleObservation StickyAction TimeAwareObservation TimeLimit"
).split()
_WRAPPERS: dict[str, Any] = {n: getattr(wrappers, n) for n in _NAMES if hasattr(wrappers, n)}
# As Papilio's own server does.
_ALIASES = {"ActionRepeat": "RepeatAction", "FrameStack": "FrameStackObservation"}

# So that one request cannot keep a server busy for ever, or fill its memory.
_MOST_REPEATS = 1024
_MOST_BYTES = 256 << 20  # Of the observations that a wrapper keeps for all environments.
_OBJECT_BYTES = 4096  # More than a point that is no array takes, most often.
_KEEPING = {"FrameStackObservation": "stack_size", "DelayObservation": "delay"}
_FAULTS = (AssertionError, OverflowError, TypeError, ValueError, gymnasium.error.Error)


def wrapped(
    env: gymnasium.Env[Any, Any], messages: Sequence[pb.Wrapper], num_envs: int = 1
) -> gymnasium.Env[Any, Any]:
    """The environment, one of so many, with wrappers around it, the first innermost."""
    for message in messages:
        name = _ALIASES.get(message.name, message.name)
        if name not in _WRAPPERS:
            expected = ", ".join(_WRAPPERS)
            raise invalid(f"wrapper: '{message.name}' (expected: one of {expected})")
        options = {k: v for k, v in structs.decode(message.options).items() if v is not None}
        if name == "RepeatAction":
            _check_most("num_repeats", options, _MOST_REPEATS)
        elif name in _KEEPING:
            kept = num_envs * _bytes(env.observation_space)
            _check_most(_KEEPING[name], options, max(1, _MOST_BYTES // kept))
        try:
            env = _WRAPPERS[name](env, **options)
        except _FAULTS as error:
            reason = str(error) or type(error).__name__
            raise invalid(f"wrapper: {message.name}, {reason}") from error
    return env


def _check_most(option: str, options: Mapping[str, Any], most: int) -> None:
    """Other types and what is too little are the wrapper's own to refuse."""
    given = options.get(option)
    if isinstance(given, (int, float)) and given > most:
        raise invalid(f"{option}: {given} (expected: 1 to {most})")


def _bytes(space: AnySpace) -> int:
    """About what a point takes; at least 1."""
    if isinstance(space, spaces.Tuple):
        return sum(map(_bytes, space.spaces)) or 1
    if isinstance(space, spaces.Dict):
        return sum(map(_bytes, space.spaces.values())) or 1
    if space.shape is None or space.dtype is None:
        return _OBJECT_BYTES
    return max(1, math.prod(space.shape) * np.dtype(space.dtype).itemsize)
