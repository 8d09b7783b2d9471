"""The contents of requests, checked."""

from __future__ import annotations

import reprlib
from collections.abc import Iterable
from itertools import compress
from typing import Any, TypeVar

import numpy as np
from google.protobuf import struct_pb2
from gymnasium import spaces

from papilio_gym import elements, structs, tensors
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.protocol import space_pb2
from papilio_gym.serve.failures import RequestFailed, invalid
from papilio_gym.spaces import AnySpace

Value = TypeVar("Value")


def actions(message: space_pb2.Element, space: AnySpace, used: list[bool]) -> Any:
    """A batch of actions; those that are not used may be anything of the right shape."""
    try:
        batch = elements.decode_batch(space, message)
        _check("action", space, batch, used)
    except RequestFailed:
        raise
    except Exception as error:  # A message of another structure.
        raise invalid("action", error, f"{len(used)} of {space}") from error
    return batch


def keywords(request: pb.OpenRequest, num_envs: int) -> list[dict[str, Any]]:
    """The keyword arguments of each environment."""
    shared = keywords_of(request.options)
    if not request.overrides:
        return [shared] * num_envs
    each = one_each("overrides", request.overrides, num_envs)
    return [{**shared, **keywords_of(own)} for own in each]


def seeds(request: pb.ResetRequest, num_envs: int) -> list[int | None]:
    """The seed of each environment; None continues its generator."""
    if request.WhichOneof("seeding") == "seed":
        first = seed_of(request.seed)
        return [first + i for i in range(num_envs)]
    if request.WhichOneof("seeding") is None:
        return [None] * num_envs
    given = one_each("seeds", request.seeds.seeds, num_envs)
    return [seed_of(digits) if digits else None for digits in given]


def mask(request: pb.ResetRequest, num_envs: int) -> tensors.Array:
    """Which environments to reset; all if the request has no mask."""
    if not request.HasField("mask"):
        return np.ones(num_envs, np.bool_)
    try:
        chosen = tensors.decode(request.mask)
    except ValueError as error:
        raise invalid("mask", error, f"bool [{num_envs}]") from error
    if chosen.dtype != np.bool_ or chosen.shape != (num_envs,):
        raise invalid("mask", f"{chosen.dtype} {list(chosen.shape)}", f"bool [{num_envs}]")
    if not chosen.any():
        raise invalid("mask", "all false", "at least one true")
    return chosen


def one_each(name: str, values: Iterable[Value], num_envs: int) -> list[Value]:
    """One value per environment."""
    given = list(values)
    if len(given) != num_envs:
        raise invalid(name, f"size {len(given)}", num_envs)
    return given


def keywords_of(struct: struct_pb2.Struct) -> dict[str, Any]:
    """Keyword arguments; those that are null are left out."""
    return {name: value for name, value in structs.decode(struct).items() if value is not None}


def seed_of(digits: str) -> int:
    """A seed from its decimal digits."""
    try:
        if digits.isascii() and digits.isdigit():  # int() also takes " 1" and "1_000".
            return int(digits)
    except ValueError:  # More digits than Python converts.
        pass
    expected = "a non-negative integer of at most 4300 digits"
    raise invalid("seed", reprlib.repr(digits), expected)


def _check(name: str, space: AnySpace, batch: Any, used: list[bool]) -> None:
    """Rejects a batch, by the name of its wrong part."""
    if isinstance(space, spaces.Tuple):
        for i, (sub, part) in enumerate(zip(space.spaces, batch, strict=True)):
            _check(f"{name}[{i}]", sub, part, used)
    elif isinstance(space, spaces.Dict):
        for key, sub in space.spaces.items():
            _check(f"{name}[{key!r}]", sub, batch[key], used)
    elif len(batch) != len(used):
        raise invalid("action", f"size {len(batch)}", len(used))
    elif isinstance(space, spaces.Box):
        _check_box(name, space, batch, used)
    else:
        points = (elements.row(space, batch, i) for i in range(len(used)))
        if not all(map(space.contains, compress(points, used))):
            raise invalid(name, batch, f"{len(used)} of {space}")


def _check_box(name: str, space: spaces.Box, batch: tensors.Array, used: list[bool]) -> None:
    shape, dtype = (len(used), *space.shape), np.dtype(space.dtype)
    if batch.shape != shape:
        raise invalid(name, f"shape {list(batch.shape)}", list(shape))
    floating = dtype.kind == "f" and batch.dtype.kind == "f"
    if batch.dtype != dtype and not floating:
        raise invalid(name, f"dtype {batch.dtype}", dtype)
    if floating and not np.isfinite(batch[used]).all():
        raise invalid(name, "NaN or infinity", "finite values")
