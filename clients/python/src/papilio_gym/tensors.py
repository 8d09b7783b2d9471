"""Arrays as messages: dtype, shape, and the values in row-major order, little-endian."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from papilio_gym.protocol import space_pb2 as pb

Array = NDArray[Any]

_WIRE: dict[pb.DType, np.dtype[Any]] = {
    pb.DTYPE_BOOL: np.dtype("?"),
    pb.DTYPE_INT8: np.dtype("i1"),
    pb.DTYPE_UINT8: np.dtype("u1"),
    pb.DTYPE_INT16: np.dtype("<i2"),
    pb.DTYPE_UINT16: np.dtype("<u2"),
    pb.DTYPE_INT32: np.dtype("<i4"),
    pb.DTYPE_UINT32: np.dtype("<u4"),
    pb.DTYPE_INT64: np.dtype("<i8"),
    pb.DTYPE_UINT64: np.dtype("<u8"),
    pb.DTYPE_FLOAT32: np.dtype("<f4"),
    pb.DTYPE_FLOAT64: np.dtype("<f8"),
}
_NATIVE = {code: dtype.newbyteorder("=") for code, dtype in _WIRE.items()}
_CODES = {dtype: code for code, dtype in _NATIVE.items()}


def has_code(dtype: np.dtype[Any]) -> bool:
    """Whether the protocol has this dtype."""
    return dtype in _CODES


def code_of(dtype: np.dtype[Any]) -> pb.DType:
    """The protocol's code of a dtype; TypeError if it has none."""
    code = _CODES.get(dtype)
    if code is None:
        raise TypeError(f"dtype: {dtype} (expected: bool, an integer, float32 or float64)")
    return code


def dtype_of(code: pb.DType) -> np.dtype[Any]:
    """The dtype of a code; ValueError for an unknown one."""
    dtype = _NATIVE.get(code)
    if dtype is None:
        raise ValueError(f"dtype: code {code} (expected: one of {sorted(_NATIVE)})")
    return dtype


def encode(values: ArrayLike) -> pb.Tensor:
    """An array as a message, in its own dtype."""
    array = np.asarray(values)
    code = code_of(array.dtype)
    little = array.astype(_WIRE[code], copy=False)
    return pb.Tensor(dtype=code, shape=array.shape, data=little.tobytes())


def decode(tensor: pb.Tensor) -> Array:
    """The array of a message, a writable copy; ValueError for a malformed message."""
    code, shape = tensor.dtype, tuple(tensor.shape)
    dtype = _NATIVE.get(code) or dtype_of(code)
    if code == pb.DTYPE_BOOL and (wrong := tensor.data.translate(None, b"\0\1")):
        raise ValueError(f"tensor: byte {wrong[0]} (expected: 0 or 1 for bool)")
    try:
        return np.frombuffer(tensor.data, _WIRE[code]).reshape(shape).astype(dtype)
    except ValueError:
        size = f"{len(tensor.data)} bytes"
        raise ValueError(f"tensor: {size} (expected: {dtype} of shape {shape})") from None


def decode_first(tensor: pb.Tensor) -> Any:
    """The first entry along the first axis; a NumPy scalar if there is one axis."""
    if len(tensor.shape) == 1 and tensor.shape[0]:
        dtype = _WIRE.get(tensor.dtype)
        if dtype is not None and dtype.isnative and len(tensor.data) == dtype.itemsize:
            return np.frombuffer(tensor.data, dtype)[0]
    return decode(tensor)[0]
