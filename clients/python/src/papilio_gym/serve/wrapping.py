"""Gymnasium's wrappers that a client may ask for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gymnasium
from gymnasium import wrappers

from papilio_gym import structs
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.serve.refusals import invalid

# Those that only compute: a client has no business with this machine's files and screen.
_NAMES = (
    "ClipAction ClipReward DelayObservation DtypeObservation FlattenObservation"
    " FrameStackObservation NormalizeObservation NormalizeReward RecordEpisodeStatistics"
    " RepeatAction RescaleAction RescaleObservation StickyAction TimeAwareObservation TimeLimit"
).split()
_WRAPPERS: dict[str, Any] = {n: getattr(wrappers, n) for n in _NAMES if hasattr(wrappers, n)}
# As Papilio's own server does.
_ALIASES = {"ActionRepeat": "RepeatAction", "FrameStack": "FrameStackObservation"}


def wrapped(
    env: gymnasium.Env[Any, Any], messages: Sequence[pb.Wrapper]
) -> gymnasium.Env[Any, Any]:
    """The environment with wrappers around it, the first innermost."""
    for message in messages:
        name = _ALIASES.get(message.name, message.name)
        if name not in _WRAPPERS:
            expected = ", ".join(_WRAPPERS)
            raise invalid(f"wrapper: '{message.name}' (expected: one of {expected})")
        options = {k: v for k, v in structs.decode(message.options).items() if v is not None}
        try:
            env = _WRAPPERS[name](env, **options)
        except (TypeError, ValueError, AssertionError, gymnasium.error.Error) as error:
            reason = str(error) or type(error).__name__
            raise invalid(f"wrapper: {message.name}, {reason}") from error
    return env
