"""What clients send, checked."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress
from typing import Any, TypeVar

import numpy as np
from google.protobuf import struct_pb2
from gymnasium import spaces
from gymnasium.vector import AutoresetMode, SyncVectorEnv

from papilio_gym import elements, structs, tensors
from papilio_gym.arguments import MOST_DIGITS
from papilio_gym.errors import ServerFault
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.protocol import space_pb2
from papilio_gym.serve.refusals import invalid
from papilio_gym.spaces import AnySpace


Value = TypeVar("Value")

_ARRAYS = (spaces.Box, spaces.Discrete, spaces.MultiDiscrete, spaces.MultiBinary)


def actions(message: space_pb2.Element, envs: SyncVectorEnv) -> Any:
    """A batch of actions that the environments can take."""
    space = envs.single_action_space
    _check_kind("action", space, message)
    try:
        batch = elements.decode_batch(space, message)
        # The first step of the next episode takes no action.
        taken = ~envs._autoreset_envs | (envs.autoreset_mode is not AutoresetMode.NEXT_STEP)
        size = envs.num_envs if isinstance(space, spaces.Box) else _size(space, batch)
        if size != envs.num_envs:
            raise ValueError(f"a batch of {size}")
    except ServerFault as error:  # It says itself what was expected.
        raise invalid(f"action: {error}") from error
    except Exception as error:
        raise invalid(f"action: {error} (expected: {envs.num_envs} of {space})") from error
    _check_points("action", space, batch, taken)
    return batch


def _check_kind(name: str, space: AnySpace, message: space_pb2.Element) -> None:
    """Refuses what is no tensor, or one of no type, where the space is of arrays."""
    if not isinstance(space, _ARRAYS):
        return
    kind = message.WhichOneof("kind")
    if kind != "tensor":
        raise invalid(f"{name}: {kind or 'nothing'} (expected: a tensor for {space})")
    if message.tensor.dtype == space_pb2.DTYPE_UNSPECIFIED:
        raise invalid(f"{name}: a tensor without dtype (expected: {space.dtype})")


def options(request: pb.OpenRequest, num_envs: int) -> list[dict[str, Any]]:
    """The keywords of each environment."""
    shared = _keywords(request.options)
    if not request.overrides:
        return [shared] * num_envs
    each = one_each("overrides", request.overrides, num_envs)
    return [{**shared, **_keywords(own)} for own in each]


def seed(request: pb.ResetRequest, num_envs: int) -> Any:
    """As SyncVectorEnv takes it: an int, a list with None, or None."""
    kind = request.WhichOneof("seeding")
    if kind == "seed":
        return _integer(request.seed)
    if kind is None:
        return None
    seeds = one_each("seeds", request.seeds.seeds, num_envs)
    return [None if digits == "" else _integer(digits) for digits in seeds]


def reset_options(request: pb.ResetRequest) -> dict[str, Any]:
    """The options of a reset, other than which environments it is for."""
    given = structs.decode(request.options)
    if "reset_mask" in given:
        raise invalid("options: reset_mask (expected: as the mask of the request)")
    return given


def mask(request: pb.ResetRequest, num_envs: int) -> tensors.Array:
    """Which environments to reset; all where the request has no mask."""
    if not request.HasField("mask"):
        return np.ones(num_envs, np.bool_)
    try:
        chosen = tensors.decode(request.mask)
    except ServerFault as error:
        raise invalid(f"mask: {error}") from error
    if chosen.dtype != np.bool_ or chosen.shape != (num_envs,):
        came = f"{chosen.dtype} {list(chosen.shape)}"
        raise invalid(f"mask: {came} (expected: bool [{num_envs}])")
    if not chosen.any():
        raise invalid("mask: all false (expected: at least one true)")
    return chosen


def _keywords(struct: struct_pb2.Struct) -> dict[str, Any]:
    return {name: value for name, value in structs.decode(struct).items() if value is not None}


def _size(space: AnySpace, batch: Any) -> int:
    """How many points a batch has; its parts must agree on that."""
    if isinstance(space, spaces.Tuple):
        sizes = {_size(sub, part) for sub, part in zip(space.spaces, batch, strict=True)}
    elif isinstance(space, spaces.Dict):
        sizes = {_size(sub, batch[key]) for key, sub in space.spaces.items()}
    else:
        sizes = {len(batch)}
    if len(sizes) != 1:
        raise ValueError(f"parts of {sorted(sizes)}")
    return sizes.pop()


def one_each(name: str, values: Iterable[Value], num_envs: int) -> list[Value]:
    """One value per environment."""
    given = list(values)
    if len(given) != num_envs:
        raise invalid(f"{name}: size {len(given)} (expected: {num_envs})")
    return given


def _check_points(name: str, space: AnySpace, batch: Any, taken: tensors.Array) -> None:
    """Refuses a batch by the innermost part that an environment could not take."""
    if isinstance(space, spaces.Tuple):
        for i, (sub, part) in enumerate(zip(space.spaces, batch, strict=True)):
            _check_points(f"{name}[{i}]", sub, part, taken)
    elif isinstance(space, spaces.Dict):
        for key, sub in space.spaces.items():
            _check_points(f"{name}[{key!r}]", sub, batch[key], taken)
    elif isinstance(space, spaces.Box):
        _check_box(name, space, batch, taken)
    else:
        points = (elements.row(space, batch, i) for i in range(len(taken)))
        if not all(map(space.contains, compress(points, taken))):
            raise invalid(f"{name}: {batch} (expected: {len(taken)} of {space})")


def _check_box(name: str, space: spaces.Box, batch: tensors.Array, taken: tensors.Array) -> None:
    shape = (len(taken), *space.shape)
    if batch.shape != shape:
        raise invalid(f"{name}: shape {list(batch.shape)} (expected: {list(shape)})")
    dtype = np.dtype(space.dtype)
    floating = dtype.kind == "f" and batch.dtype.kind == "f"
    if batch.dtype != dtype and not floating:
        raise invalid(f"{name}: dtype {batch.dtype} (expected: {dtype})")
    if floating and not np.isfinite(batch[taken]).all():
        raise invalid(f"{name}: NaN or infinity (expected: finite values)")


def _integer(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise invalid(f"seed: {len(digits)} digits (expected: at most {MOST_DIGITS})")
    if not (digits.isascii() and digits.isdigit()):
        raise invalid(f"seed: '{digits}' (expected: a decimal integer >= 0)")
    return int(digits)
