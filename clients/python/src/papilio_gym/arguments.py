"""What callers give, checked before it travels."""

from __future__ import annotations

import math
import operator
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import Any

import numpy as np
from google.protobuf.struct_pb2 import Struct
from gymnasium import spaces
from gymnasium.vector import AutoresetMode

from papilio_gym import structs
from papilio_gym.errors import InvalidArgument
from papilio_gym.protocol import space_pb2
from papilio_gym.shown import check_text, shown
from papilio_gym.spaces import AnySpace

MOST_DIGITS = 4300  # Of a seed: Python's own limit, and that of every server.

Encode = Callable[[AnySpace, Any], space_pb2.Element]

# What the encoding of something that is no point of its space ends with.
_MISFIT = (AttributeError, LookupError, OverflowError, TypeError, ValueError)


def actions_of(space: AnySpace, actions: Any, encode: Encode) -> space_pb2.Element:
    """The message of an action, or of a batch of them; a refusal names the part that is wrong."""
    try:
        return encode(space, actions)
    except _MISFIT:
        raise InvalidArgument(_misfit(space, actions, encode, "action")) from None


def check_snapshot(name: str, snapshot: Any, otherwise: str = "") -> None:
    """Refuses what no snapshot() ever gave."""
    if not (isinstance(snapshot, bytes) and snapshot):
        expected = f"the bytes of a snapshot{otherwise}"
        raise InvalidArgument(f"{name}: {shown(snapshot)} (expected: {expected})")


def snapshots_of(snapshots: Any) -> list[bytes]:
    """Snapshots as they travel: empty where an environment is given none."""
    if not _is_list(snapshots):
        came = shown(snapshots)
        raise InvalidArgument(f"snapshots: {came} (expected: a list, one for each environment)")
    given = list(snapshots)
    for i, one in enumerate(given):
        if one is not None:
            check_snapshot(f"snapshots[{i}]", one, ", or None")
    return [one or b"" for one in given]


def digits_of(seed: Any, name: str = "seed") -> str:
    """A seed as it travels: empty where an environment is given none."""
    if seed is None:
        return ""
    try:
        number = operator.index(seed)
    except TypeError:
        number = -1
    if abs(number) >= 10**MOST_DIGITS:
        bits = number.bit_length()
        raise InvalidArgument(f"{name}: {bits} bits (expected: at most {MOST_DIGITS} digits)")
    if number < 0:
        raise InvalidArgument(f"{name}: {shown(seed)} (expected: an integer >= 0)")
    return str(number)


def seeds_of(seeds: Any) -> list[str]:
    """A seed or None for each environment."""
    if not _is_list(seeds):
        came = shown(seeds)
        raise InvalidArgument(f"seed: {came} (expected: an integer, or a list with one for each)")
    return [digits_of(seed, f"seed[{i}]") for i, seed in enumerate(seeds)]


def sources_of(sources: Any, num_envs: int) -> list[int]:
    """The environments to copy."""
    try:
        given = [operator.index(source) for source in sources] if _is_list(sources) else [-1]
    except TypeError:
        given = [-1]
    if not all(0 <= source < num_envs for source in given):
        expected = f"a list of integers from 0 to {num_envs - 1}, one for each environment"
        raise InvalidArgument(f"sources: {shown(sources)} (expected: {expected})")
    return given


def number_of_environments(num_envs: Any) -> int:
    """The argument num_envs, which travels as 32 bits."""
    try:
        number = operator.index(num_envs)
    except TypeError:
        number = 0
    if not 1 <= number < 2**32:
        raise InvalidArgument(f"num_envs: {shown(num_envs)} (expected: at least 1, below 2^32)")
    return number


def overrides_of(overrides: Any) -> list[Struct]:
    """The keywords of each environment as messages."""
    if not _is_list(overrides):
        came = f"overrides: {shown(overrides)}"
        raise InvalidArgument(f"{came} (expected: a list of dicts, one for each environment)")
    return [structs.encode(own, "overrides") for own in overrides]


def mode_of(autoreset_mode: Any) -> AutoresetMode:
    """The argument autoreset_mode."""
    try:
        return AutoresetMode(autoreset_mode)
    except ValueError:
        came = f"autoreset_mode: {shown(autoreset_mode)}"
        expected = ", ".join(mode.value for mode in AutoresetMode)
        raise InvalidArgument(f"{came} (expected: one of {expected})") from None


def keywords_of(options: Any) -> dict[str, Any]:
    """The options of a reset, as a dict of the caller's own."""
    if options is not None and not isinstance(options, Mapping):
        raise InvalidArgument(f"options: {shown(options)} (expected: a dict of keywords)")
    return dict(options or {})


def seconds_of(connect_timeout: Any) -> float:
    """The argument connect_timeout."""
    try:
        seconds = float(connect_timeout)
    except (OverflowError, TypeError, ValueError):
        seconds = math.nan
    # A wait of more is beyond the clock of threads.
    if isinstance(connect_timeout, str) or not 0 <= seconds <= threading.TIMEOUT_MAX:
        expected = f"seconds, 0 to {threading.TIMEOUT_MAX:.0f}"
        raise InvalidArgument(f"connect_timeout: {shown(connect_timeout)} (expected: {expected})")
    return seconds


def channel_options_of(channel_options: Any) -> tuple[tuple[str, Any], ...]:
    """Options of gRPC as it takes them."""
    given = tuple(channel_options) if _is_collection(channel_options) else (None,)
    for pair in given:
        if not (isinstance(pair, (list, tuple)) and len(pair) == 2 and isinstance(pair[0], str)):
            expected = "a list of pairs of name and value"
            raise InvalidArgument(f"channel_options: {shown(channel_options)} (expected: {expected})")
        for text in pair:
            if isinstance(text, str):
                check_text("channel_options", text)
    return tuple((name, _of_channel(name, value)) for name, value in given)


def _of_channel(name: str, value: Any) -> Any:
    try:
        if isinstance(value, (str, bytes)) or -(2**31) <= operator.index(value) < 2**31:
            return value if isinstance(value, (str, bytes)) else operator.index(value)
    except TypeError:
        pass
    came = f"channel_options: {name!r}, {shown(value)}"
    raise InvalidArgument(f"{came} (expected: a string, or an integer of 32 bits)")


def names_of(info_names: Any) -> list[str]:
    """The keys of infos to send."""
    names: list[Any] = list(info_names) if _is_collection(info_names) else [None]
    if not all(isinstance(name, str) for name in names):
        raise InvalidArgument(f"info_names: {shown(info_names)} (expected: a list of strings)")
    for name in names:
        check_text("info_names", name)
    return names


def wrappers_of(wrappers: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The names of wrappers at the server, each with its keywords."""
    listed = wrappers if isinstance(wrappers, (list, tuple)) else [None]
    for wrapper in listed:
        match wrapper:
            case str(name):
                check_text("server_wrappers", name)
                yield name, {}
            case (str(name), Mapping() as keywords):
                check_text("server_wrappers", name)
                yield name, keywords
            case _:
                expected = "a list of names, or of pairs of name and keywords"
                raise InvalidArgument(f"server_wrappers: {shown(wrappers)} (expected: {expected})")


def _is_collection(values: Any) -> bool:
    if isinstance(values, np.ndarray) and values.ndim == 0:
        return False  # It says that it is iterable.
    # A string is a sequence of strings too.
    return isinstance(values, Iterable) and not isinstance(values, (str, bytes, Mapping))


def _is_list(values: Any) -> bool:
    return _is_collection(values) and not isinstance(values, Set)  # A set has no order.


def _misfit(space: AnySpace, value: Any, encode: Encode, name: str) -> str:
    """Names the innermost part that cannot be encoded."""
    for inner, sub, part in _parts(space, value):
        try:
            encode(sub, part)
        except _MISFIT:
            return _misfit(sub, part, encode, f"{name}{inner}")
    if isinstance(space, spaces.Dict) and isinstance(value, Mapping):
        return f"{name}: keys {list(value)} (expected: {list(space.spaces)})"
    return f"{name}: {shown(value)} (expected: {space})"


def _parts(space: AnySpace, value: Any) -> Iterator[tuple[str, AnySpace, Any]]:
    if isinstance(space, spaces.Dict) and isinstance(value, Mapping):
        for key, sub in space.spaces.items():
            if key in value:
                yield f"[{key!r}]", sub, value[key]
    elif isinstance(space, spaces.Tuple) and isinstance(value, (list, tuple)):
        for i, (sub, part) in enumerate(zip(space.spaces, value, strict=False)):
            yield f"[{i}]", sub, part
