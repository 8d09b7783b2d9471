"""What the environments answer, as messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from gymnasium import spaces
from gymnasium.vector import SyncVectorEnv
from gymnasium.vector.utils import concatenate, create_empty_array

from papilio_gym import elements, keys, tensors
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.serve.refusals import reset_needed
from papilio_gym.serve.vectors import ENDED
from papilio_gym.spaces import AnySpace

Wanted = Callable[[str], bool]


def after_reset(envs: SyncVectorEnv, result: tuple[Any, ...], wanted: Wanted) -> pb.TimeStep:
    observations, infos = result
    nothing = np.zeros(envs.num_envs, np.bool_)
    return _time_step(envs, (observations, nothing * 0.0, nothing, nothing, infos), wanted)


def after_step(envs: SyncVectorEnv, result: tuple[Any, ...], wanted: Wanted) -> pb.TimeStep:
    answer = _time_step(envs, result, wanted)
    infos = result[4]
    if "final_obs" in infos:
        answer.ended.CopyFrom(_ended(envs.single_observation_space, infos, wanted))
    return answer


def _time_step(envs: SyncVectorEnv, result: tuple[Any, ...], wanted: Wanted) -> pb.TimeStep:
    observations, rewards, terminated, truncated, infos = result
    return pb.TimeStep(
        observations=elements.encode_batch(envs.single_observation_space, observations),
        rewards=tensors.encode(rewards),
        terminated=tensors.encode(terminated),
        truncated=tensors.encode(truncated),
        info=_info(infos, wanted),
    )


def _info(infos: dict[str, Any], wanted: Wanted) -> pb.Info:
    return pb.Info(columns=_columns(infos, "", wanted))


def _columns(infos: dict[str, Any], outer: str, wanted: Wanted) -> Iterator[pb.Info.Column]:
    """The numeric entries, also of nested dictionaries. Strings and objects have no column."""
    for key, values in infos.items():
        name, present = f"{outer}{keys.escaped(key)}", infos.get(f"_{key}")
        if present is None or name in ENDED:
            continue
        if isinstance(values, dict):
            yield from _columns(values, f"{name}.", wanted)
        elif not wanted(keys.plain(name)):
            continue
        elif tensors.has_code(values.dtype):
            some = None if present.all() else tensors.encode(present)
            yield pb.Info.Column(name=name, values=tensors.encode(values), present=some)
        elif values.dtype == object:
            _check_no_shapes(keys.plain(name), values[present])


def _check_no_shapes(name: str, values: tensors.Array) -> None:
    """Refuses numbers that have no column only because another environment's have another shape.

    Not lists of other lengths, such as legal moves, which Gymnasium has no column for either.
    """
    shapes = list(dict.fromkeys(map(_shape, values)))
    if None not in shapes and len(shapes) > 1:
        expected = "one shape in all environments, or infos that are chosen without it"
        raise reset_needed(f"info {name}: {' and '.join(map(str, shapes))} (expected: {expected})")


def _shape(value: Any) -> str | None:
    """What a message says of a value that alone would have a column."""
    if isinstance(value, dict):
        return "a dictionary"
    numeric = isinstance(value, (int, float, np.generic, np.ndarray))
    if not numeric or not tensors.has_code(np.asarray(value).dtype):
        return None
    return f"shape {list(np.shape(value))}"


def _ended(space: AnySpace, infos: dict[str, Any], wanted: Wanted) -> pb.Ended:
    mask, last = infos["_final_obs"], infos["final_obs"]
    blank = _blank(space, last[int(np.argmax(mask))])
    rows = [last[i] if mask[i] else blank for i in range(len(mask))]
    return pb.Ended(
        mask=tensors.encode(mask),
        observations=_encode_rows(space, rows),
        info=_info(infos.get("final_info", {}), wanted),
    )


def _encode_rows(space: AnySpace, rows: list[Any]) -> Any:
    batch = concatenate(space, rows, create_empty_array(space, len(rows)))
    return elements.encode_batch(space, batch)


def _blank(space: AnySpace, like: Any) -> Any:
    """Zeros; for the kinds without a zero, a point that is one."""
    if isinstance(space, spaces.Tuple):
        return tuple(_blank(sub, part) for sub, part in zip(space.spaces, like, strict=True))
    if isinstance(space, spaces.Dict):
        return {key: _blank(sub, like[key]) for key, sub in space.spaces.items()}
    return np.zeros_like(like) if space.shape is not None else like
