"""Keyword arguments of constructors and resets as messages."""

from __future__ import annotations

import reprlib
from collections.abc import Mapping
from typing import Any

import numpy as np
from google.protobuf import struct_pb2

from papilio_gym.errors import invalid

_EXACT = 2**53  # Numbers travel as float64, which holds every integer up to here.


def encode(keywords: Mapping[str, Any], name: str = "keywords") -> struct_pb2.Struct:
    """Keyword arguments as a message; None means absent."""
    struct = struct_pb2.Struct()
    _check_keys(name, keywords)
    struct.update({key: _plain(key, v) for key, v in keywords.items() if v is not None})
    return struct


def decode(struct: struct_pb2.Struct) -> dict[str, Any]:
    """Keyword arguments of a message; whole numbers become int."""
    return {name: _value(value) for name, value in struct.fields.items()}


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, (np.ndarray, np.generic)):
        value = value.tolist()
    if isinstance(value, int) and abs(value) > _EXACT:
        raise invalid(name, value, "at most 2^53 in magnitude")
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, Mapping):
        _check_keys(name, value)
        return {key: _plain(name, item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(name, item) for item in value]
    raise invalid(name, type(value).__name__, "a number, bool, string, list or dict")


def _check_keys(name: str, keywords: Any) -> None:
    if not isinstance(keywords, Mapping) or not all(isinstance(key, str) for key in keywords):
        raise invalid(name, reprlib.repr(keywords), "a dict with strings as keys")


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
