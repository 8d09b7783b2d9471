"""Keywords of constructors and resets as messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from google.protobuf import struct_pb2

from papilio_gym.errors import InvalidArgument
from papilio_gym.shown import check_text, shown

_EXACT = 2**53  # Numbers travel as float64, which holds every integer up to here.
_LEVELS = 30  # A dict within a dict is three messages deeper; protobuf reads a hundred.


def encode(keywords: Mapping[str, Any], name: str = "keywords") -> struct_pb2.Struct:
    """The keywords; None is left out at the top, since it means absent."""
    if not isinstance(keywords, Mapping):
        raise InvalidArgument(f"{name}: {shown(keywords)} (expected: a dict of keywords)")
    for key in keywords:
        _check_key(name, key)
    struct = struct_pb2.Struct()
    struct.update({key: _plain(key, v) for key, v in keywords.items() if v is not None})
    return struct


def decode(struct: struct_pb2.Struct) -> dict[str, Any]:
    """The keywords of a message; whole numbers come back as int, since Python tells them apart."""
    return {name: _value(value) for name, value in struct.fields.items()}


def _plain(name: str, value: Any, level: int = 1) -> Any:
    if isinstance(value, (np.ndarray, np.generic)):
        value = value.tolist()
    if isinstance(value, str):
        check_text(name, value)
        return value
    if value is None or isinstance(value, (bool, float)):
        return value
    if isinstance(value, int):
        if abs(value) > _EXACT:
            raise InvalidArgument(f"{name}: {shown(value)} (expected: at most 2^53 in magnitude)")
        return value
    if not isinstance(value, (list, tuple, Mapping)):
        expected = "a number, bool, string, list or dict"
        raise InvalidArgument(f"{name}: {type(value).__name__} (expected: {expected})")
    if level > _LEVELS:
        came = f"more than {_LEVELS} lists or dicts within each other"
        raise InvalidArgument(f"{name}: {came} (expected: at most {_LEVELS})")
    if isinstance(value, Mapping):
        for key in value:
            _check_key(name, key)
        return {key: _plain(name, item, level + 1) for key, item in value.items()}
    return [_plain(name, item, level + 1) for item in value]


def _check_key(name: str, key: Any) -> None:
    if not isinstance(key, str):
        raise InvalidArgument(f"{name}: key {shown(key)} (expected: strings as keys)")
    check_text(f"{name}: key", key)


def _value(value: struct_pb2.Value) -> Any:
    kind = value.WhichOneof("kind")
    if kind == "number_value":
        number = value.number_value
        return int(number) if number.is_integer() else number
    if kind == "struct_value":
        return decode(value.struct_value)
    if kind == "list_value":
        return [_value(item) for item in value.list_value.values]
    return None if kind == "null_value" else getattr(value, kind or "string_value")
