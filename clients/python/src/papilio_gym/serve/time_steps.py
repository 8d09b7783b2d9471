"""Time steps of environments as messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from gymnasium import spaces
from gymnasium.vector.utils import concatenate, create_empty_array

from papilio_gym import elements, infos, tensors
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.serve.vectors import TimeStep
from papilio_gym.spaces import AnySpace

Wanted = Callable[[str], bool]


def encode(space: AnySpace, steps: Sequence[TimeStep], wanted: Wanted) -> pb.TimeStep:
    """The time steps of n environments, with the info columns that the client wants."""
    lasts = [step.last for step in steps]
    return pb.TimeStep(
        observations=_batch(space, [step.observation for step in steps]),
        rewards=tensors.encode(np.array([step.reward for step in steps], np.float64)),
        terminated=tensors.encode(np.array([step.terminated for step in steps])),
        truncated=tensors.encode(np.array([step.truncated for step in steps])),
        info=pb.Info(columns=columns([step.info for step in steps], wanted)),
        ended=_ended(space, lasts, wanted) if any(lasts) else None,
    )


def columns(
    rows: Sequence[dict[str, Any]], wanted: Wanted, outer: str = ""
) -> Iterator[pb.Info.Column]:
    """The numeric entries of infos, also of nested dictionaries.

    Strings and objects have no column, nor have arrays whose shapes differ between environments.
    """
    for key in dict.fromkeys(key for row in rows for key in row):
        name, values = f"{outer}{infos.escaped(key)}", [row.get(key) for row in rows]
        if any(isinstance(value, dict) for value in values):
            nested = [value if isinstance(value, dict) else {} for value in values]
            yield from columns(nested, wanted, f"{name}.")
        elif wanted(infos.plain(name)) and (column := _column(values)) is not None:
            present = np.array([value is not None for value in values])
            some = None if present.all() else tensors.encode(present)
            yield pb.Info.Column(name=name, values=tensors.encode(column), present=some)


def _column(values: Sequence[Any]) -> tensors.Array | None:
    """All values in one array, zero for None; None if no dtype and shape fits all."""
    try:
        given = {i: np.asarray(value) for i, value in enumerate(values) if value is not None}
    except ValueError:  # Lists of different lengths in a list.
        return None
    shapes = {array.shape for array in given.values()}
    if len(shapes) != 1 or not all(tensors.has_code(array.dtype) for array in given.values()):
        return None
    column = np.zeros((len(values), *shapes.pop()), np.result_type(*given.values()))
    for i, array in given.items():
        column[i] = array
    return column if tensors.has_code(column.dtype) else None


def _ended(space: AnySpace, lasts: Sequence[TimeStep | None], wanted: Wanted) -> pb.Ended:
    """The last time steps of episodes, zero for the other environments."""
    some = next(last.observation for last in lasts if last is not None)
    blank = _blank(space, some)
    return pb.Ended(
        mask=tensors.encode(np.array([last is not None for last in lasts])),
        observations=_batch(space, [last.observation if last else blank for last in lasts]),
        info=pb.Info(columns=columns([last.info if last else {} for last in lasts], wanted)),
    )


def _batch(space: AnySpace, points: list[Any]) -> Any:
    batch = concatenate(space, points, create_empty_array(space, len(points)))
    return elements.encode_batch(space, batch)


def _blank(space: AnySpace, like: Any) -> Any:
    """Zeros; for the kinds of space without a zero, another point."""
    if isinstance(space, spaces.Tuple):
        return tuple(_blank(sub, part) for sub, part in zip(space.spaces, like, strict=True))
    if isinstance(space, spaces.Dict):
        return {key: _blank(sub, like[key]) for key, sub in space.spaces.items()}
    return np.zeros_like(like) if space.shape is not None else like
